"""At a shared computer nobody is signed out before they were asked, with time to stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from app.factory import STATIC

SITE = "http://learning.example"
ASKS = "Are you still there?"
PAGE = """<!doctype html><title>Here</title><main id="maincontent"><input name="words"></main>
<form id="sign-out" action="/sign-out" method="post"><input name="csrf_token" value="t"></form>
<div data-shared="900" data-left="7200" data-stays></div>
<script type="module" src="/shared.js"></script>"""


@dataclass
class Tab:
    """A page at a shared computer whose clock stands, and what it asked of the server."""

    page: Page
    said: list[str] = field(default_factory=list)
    # How long one has who asks to stay.
    longer: str = "7200"

    def open(self) -> Tab:
        """Open the page."""
        # It goes on only when a test says so, however long this machine takes.
        self.page.clock.install(time=0)
        self.page.clock.pause_at(1_000)
        self.page.route("**/*", self._answer)
        self.page.goto(f"{SITE}/home")
        return self

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        if path == "/shared.js":
            script = (Path(STATIC) / "js" / "shared.js").read_text()
            route.fulfill(body=script, content_type="text/javascript")
        elif path == "/home":
            route.fulfill(body=PAGE, content_type="text/html")
        else:
            longer = "longer" in (route.request.post_data or "")
            self.said.append(f"{path} longer" if longer else path)
            is_told = path.endswith("still-here") and not longer
            route.fulfill(status=204 if is_told else 200, body=self.longer if longer else "Out")

    def wait(self, minutes: float) -> None:
        """Let time go by, and what is to happen in it."""
        for _ in range(round(minutes * 2)):
            self.page.clock.run_for(30_000)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A tab."""
    context = browser.new_context()
    yield Tab(context.new_page()).open()
    context.close()


def test_somebody_is_asked_before_the_server_ends_it_and_stays_by_saying_so(tab: Tab) -> None:
    tab.wait(11)
    expect(tab.page.get_by_role("dialog")).to_have_count(0)
    tab.wait(1)
    asks = tab.page.get_by_role("dialog", name=ASKS)
    expect(asks).to_contain_text("In 2 minutes we sign you out.")
    assert tab.said == []
    with tab.page.expect_response("**/still-here"):
        tab.page.get_by_role("button", name="I am still here").click()
    expect(asks).to_have_count(0)
    assert tab.said == ["/account/sign-ins/still-here"]
    tab.wait(11)
    assert len(tab.said) == 1


def test_who_has_used_it_since_the_server_heard_is_not_left_to_be_ended(tab: Tab) -> None:
    tab.wait(3)
    tab.page.locator("input[name=words]").press("a")
    tab.wait(9)
    # The server heard nothing of it, and would end it a quarter of an hour after the page came.
    assert tab.said == ["/account/sign-ins/still-here"]
    expect(tab.page.get_by_role("dialog")).to_have_count(0)


def test_nobody_answers_and_it_leaves_before_the_quarter_of_an_hour_is_over(tab: Tab) -> None:
    tab.wait(12)
    expect(tab.page.get_by_role("dialog", name=ASKS)).to_be_visible()
    tab.wait(2)
    tab.page.wait_for_url(f"{SITE}/sign-out")
    assert tab.said == ["/sign-out"]


def test_who_uses_it_for_two_hours_is_asked_whether_to_stay(tab: Tab) -> None:
    for _ in range(58):
        tab.wait(2)
        if not tab.page.get_by_role("dialog").count():
            tab.page.locator("input[name=words]").press("a")
    asks = tab.page.get_by_role("dialog", name="Would you like to stay?")
    expect(asks).to_be_visible()
    with tab.page.expect_response(lambda one: "longer" in (one.request.post_data or "")):
        tab.page.keyboard.press("Escape")
    expect(asks).to_have_count(0)
    assert tab.said[-1] == "/account/sign-ins/still-here longer"
    tab.page.locator("input[name=words]").press("a")
    tab.wait(6)
    assert "/sign-out" not in tab.said


def test_who_has_had_all_the_time_that_there_is_is_told_once_and_not_asked(tab: Tab) -> None:
    # Four minutes more, and then it ends.
    tab.longer = "240 last"
    for _ in range(58):
        tab.wait(2)
        if not tab.page.get_by_role("dialog").count():
            tab.page.locator("input[name=words]").press("a")
    with tab.page.expect_response(lambda one: "longer" in (one.request.post_data or "")):
        tab.page.keyboard.press("Escape")
    tab.wait(0.5)
    told = tab.page.get_by_role("dialog", name="This sign-in ends soon")
    expect(told).to_contain_text("Save your work before that, and sign in again.")
    tab.page.get_by_role("button", name="I have read this").click()
    tab.wait(1)
    expect(tab.page.get_by_role("dialog")).to_have_count(0)
    tab.wait(3)
    tab.page.wait_for_url(f"{SITE}/sign-out")
    assert tab.said.count("/account/sign-ins/still-here longer") == 1

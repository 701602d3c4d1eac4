"""Somebody at a browser, who sees roles, labels and the names of buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from playwright.sync_api import Browser, ConsoleMessage, FilePayload, Locator, Page, expect

from tests.browser.checks import AtWidths, ScriptSwitch, check_weight
from tests.browser.product import Product
from tests.launch.waiting import until

OUR_FAULT = 500
# Milliseconds, for one page on a busy machine.
PATIENCE = 30_000
# Milliseconds, for what the worker makes.
WORK = 60_000


@dataclass(frozen=True)
class Way:
    """How somebody visits: with scripts or without, on which width of screen.

    `also` are widths at which each page is looked at besides.
    """

    name: str
    scripts: bool
    width: int
    also: tuple[int, ...] = ()


PHONE = Way("phone-without-scripts", scripts=False, width=360)
DESK = Way("desk-with-scripts", scripts=True, width=1280)


class Visitor:
    """One person at a browser of their own; every page they come to is checked."""

    def __init__(self, page: Page, product: Product, way: Way, checker: AtWidths) -> None:
        self.page = page
        self.product = product
        self.way = way
        self._checker = checker
        self._switch = None if way.scripts else ScriptSwitch(page)
        self._complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._complaints.append(str(error)))

    @property
    def main(self) -> Locator:
        """What the page itself holds, between the header and the footer."""
        return self.page.get_by_role("main")

    def form(self, button: str) -> Locator:
        """The form that this button sends."""
        return self.page.locator("form", has=self.page.get_by_role("button", name=button))

    def open(self, address: str, *, status: int = 200) -> None:
        """Type an address, or open it from a letter."""
        with self.arriving(status):
            self.page.goto(address if "://" in address else self.product.address + address)

    def again(self) -> None:
        """Load the page once more."""
        with self.arriving():
            self.page.reload()

    def go_to(self, name: str) -> None:
        """Follow a link of the navigation."""
        with self.arriving():
            self.page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()

    def go_back(self) -> None:
        """Follow the link above the page that leads a level up."""
        with self.arriving():
            self.page.get_by_role("navigation", name="Way back").get_by_role("link").click()

    def follow(self, name: str) -> None:
        """Follow the link of the page with this name, or the one whose name has these words."""
        exactly = self.main.get_by_role("link", name=name, exact=True)
        with self.arriving():
            (exactly if exactly.count() else self.main.get_by_role("link", name=name)).click()

    def press(self, name: str, *, status: int = 200) -> None:
        """Press the button of the page whose name has these words."""
        with self.arriving(status):
            self.main.get_by_role("button", name=name).click()

    def send_in(self, label: str, name: str, content: bytes) -> None:
        """Choose a file for the field with this label."""
        file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
        self.main.get_by_label(label).set_input_files(file)

    def leave(self) -> None:
        """Sign out."""
        with self.arriving():
            self.page.get_by_role("button", name="Sign out").click()
        self.sees_heading("Sign in")

    def download(self, name: str) -> bytes:
        """What is behind a link of the page."""
        address = self.main.get_by_role("link", name=name).get_attribute("href") or ""
        answer = self.page.request.get(self.product.address + address)
        assert answer.ok, f"{address} answered {answer.status}"
        return answer.body()

    def fill(self, label: str, text: str, *, within: Locator | None = None) -> None:
        """Write into the field with this label."""
        whole = re.compile(rf"^{re.escape(label)}( \(if you like\))?$")
        (within or self.main).get_by_label(whole).fill(text)

    def pick(self, label: str, option: str, *, within: Locator | None = None) -> None:
        """Choose from the list with this label."""
        (within or self.main).get_by_label(label, exact=True).select_option(label=option)

    def tick(self, name: str) -> None:
        """Choose the radio button or checkbox with this name."""
        self.main.get_by_label(name, exact=True).check()

    def sees(self, text: str) -> None:
        """Fail when nothing on the page says this."""
        expect(self.main.get_by_text(text).first).to_be_visible()

    def is_told(self, text: str) -> None:
        """Fail when the page does not say above everything else that this came of it."""
        expect(self.page.get_by_text(text).first).to_be_visible()

    def sees_heading(self, text: str) -> None:
        """Fail when no heading says this."""
        expect(self.page.get_by_role("heading", name=text).first).to_be_visible()

    def sees_done(self) -> None:
        """Fail when the step on the page is not done."""
        expect(self.main.get_by_text("Done", exact=True).first).to_be_visible()

    def sees_nothing_of(self, text: str) -> None:
        """Fail when the page says this anywhere."""
        expect(self.page.get_by_text(text)).to_have_count(0)

    def sees_answer(self, question: str, answer: str) -> None:
        """Fail when the list does not have this answer beside its question."""
        row = self.main.locator("div", has=self.page.get_by_text(question, exact=True))
        expect(row.locator("dd").first).to_have_text(answer)

    def wait_for_link(self, name: str, *, again: str) -> None:
        """Wait until the page has this link; without scripts, by asking for the page `again`."""
        link = self.main.get_by_role("link", name=name)
        if self.way.scripts:
            expect(link).to_be_visible(timeout=WORK)
        else:
            until(lambda: link.count() or self._look_again(again), f"the link {name}", WORK / 1000)
        self.check()

    def check(self) -> None:
        """Fail when the open page shuts somebody out, or its scripts complained."""
        with self._switch.on() if self._switch else nullcontext():
            self._checker.check(self.page)
        assert not self._complaints, f"{self.page.url}: {self._complaints}"

    def _look_again(self, name: str) -> bool:
        with self.page.expect_navigation():
            self.main.get_by_role("link", name=name).click()
        return False

    @contextmanager
    def arriving(self, status: int = 200) -> Iterator[None]:
        """Inside the block something leads to a page, which is then checked."""
        self._complaints.clear()
        with self.page.expect_navigation() as arrival:
            yield
        answer = arrival.value
        said = self.product.said() if answer.status >= OUR_FAULT else ""
        assert answer.status == status, f"{answer.url} answered {answer.status}\n{said}"
        check_weight(answer)
        self.check()

    def _hear(self, message: ConsoleMessage) -> None:
        # The browser also counts an answer such as 422, which the test asked for.
        if message.type == "error" and "the server responded with a status of" not in message.text:
            self._complaints.append(message.text)


@contextmanager
def visiting(browser: Browser, product: Product, way: Way, checker: AtWidths) -> Iterator[Visitor]:
    """Somebody at a fresh browser."""
    context = browser.new_context(
        java_script_enabled=way.scripts, viewport={"width": way.width, "height": 800}
    )
    try:
        context.set_default_timeout(PATIENCE)
        yield Visitor(context.new_page(), product, way, checker)
    finally:
        context.close()

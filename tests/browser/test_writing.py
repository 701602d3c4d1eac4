"""Nothing that somebody writes is lost or doubled, whatever fails: network, server or sign-in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, expect

from tests.browser.conftest import FLAGS
from tests.browser.product import Mortal, mortal_product
from tests.browser.writer import AGAIN, Person, Writer, people_of, sign_in_expires

pytestmark = pytest.mark.timeout(240)
SAFE = "Your words are safe on this device"
KEPT = "Kept as a draft"
Sit = Callable[..., Writer]


@pytest.fixture(scope="module")
def server(chromium: str) -> Iterator[Mortal]:
    with mortal_product() as made:
        yield made


@pytest.fixture(scope="module")
def everybody(server: Mortal) -> list[Person]:
    return people_of(server.product)


@pytest.fixture
def people(everybody: list[Person], request: pytest.FixtureRequest) -> Iterator[list[Person]]:
    """People who have written nothing that a test before this one wrote: two in turn."""
    yield everybody
    everybody.append(everybody.pop(0))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 360, "height": 740})
    yield made
    made.close()


@pytest.fixture
def writer(context: BrowserContext, server: Mortal, people: list[Person]) -> Writer:
    """Somebody at the box who has signed in."""
    made = Writer(context.new_page(), server.product, people[0])
    made.come_in()
    made.sit_down()
    return made


def ours(writer: Writer, mark: str) -> list[str]:
    """The entries and drafts that this test wrote."""
    return [text for text in writer.entries() if mark in text]


def test_words_are_kept_by_themselves_and_saved_once(writer: Writer) -> None:
    writer.type("Plum: tea with the neighbours")
    writer.is_told(KEPT)
    assert ours(writer, "Plum") == ["Plum: tea with the neighbours"]
    writer.page.reload()
    assert writer.box == "Plum: tea with the neighbours"
    writer.type(" again")
    writer.save()
    writer.is_at_an_entry("Plum: tea with the neighbours again")
    writer.is_told_above("Saved in your private log.")
    assert ours(writer, "Plum") == ["Plum: tea with the neighbours again"]


def test_with_the_network_pulled_words_stay_and_are_saved_once_when_it_is_back(
    writer: Writer, context: BrowserContext
) -> None:
    writer.type("Heron: begun")
    writer.is_told(KEPT)
    context.set_offline(True)
    writer.type(", and without a connection")
    writer.is_told(SAFE)
    writer.save()
    writer.is_told("They will be saved by themselves")
    context.set_offline(False)
    writer.is_at_an_entry("Heron: begun, and without a connection")
    assert ours(writer, "Heron") == ["Heron: begun, and without a connection"]
    assert writer.kept_here() == []


def test_a_killed_server_takes_no_word_with_it_and_one_writes_on_meanwhile(
    writer: Writer, server: Mortal
) -> None:
    writer.type("Otter: one")
    writer.is_told(KEPT)
    server.kill()
    try:
        writer.type(" two")
        writer.is_told(SAFE)
        writer.page.reload()
        expect(writer.page.get_by_text("There is no connection now")).to_be_visible()
        expect(writer.page.locator("#text")).to_have_value("Otter: one two")
        writer.type(" three")
        writer.pauses()
        writer.open("/reflections/new")
        expect(writer.page.locator("#text")).to_have_value("Otter: one two three")
        writer.save()
        writer.is_told("They will be saved by themselves")
    finally:
        server.start()
    writer.is_at_an_entry("Otter: one two three")
    assert ours(writer, "Otter") == ["Otter: one two three"]


def test_a_lost_sign_in_loses_no_word_and_signing_in_in_another_tab_sends_them(
    writer: Writer, context: BrowserContext, people: list[Person]
) -> None:
    sign_in_expires(context)
    writer.type("Finch: nobody is signed in")
    writer.is_told("You are signed out")
    writer.is_told(SAFE)
    with context.expect_page() as opened:
        writer.page.get_by_role("link", name="Sign in again").click()
    beside = Writer(opened.value, writer.product, people[0])
    beside.come_in()
    writer.page.bring_to_front()
    writer.is_told(KEPT, within=AGAIN)
    writer.save()
    writer.is_at_an_entry("Finch: nobody is signed in")
    assert ours(beside, "Finch") == ["Finch: nobody is signed in"]


def test_a_form_that_was_sent_after_the_sign_in_was_lost_is_saved_once_on_any_page(
    writer: Writer, context: BrowserContext, people: list[Person]
) -> None:
    writer.type("Wren: pressed save")
    sign_in_expires(context)
    writer.save()
    writer.is_told("They will be saved by themselves")
    writer.come_in()
    writer.is_told_above("is saved now")
    # Five tabs at once find nothing more to send.
    tabs = [context.new_page() for _ in range(5)]
    for tab in tabs:
        tab.goto(f"{writer.product.address}/home", wait_until="commit")
    for tab in tabs:
        tab.wait_for_load_state("networkidle")
    assert ours(writer, "Wren") == ["Wren: pressed save"]


def test_five_tabs_that_send_the_same_words_at_once_make_one_entry(
    writer: Writer, context: BrowserContext
) -> None:
    # Without it, each tab sends for itself.
    context.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    writer.open("/reflections/new")
    writer.type("Robin: five times at once")
    ticket = sign_in_expires(context)
    writer.save()
    writer.is_told("They will be saved by themselves")
    writer.open("/about")
    context.add_cookies([{"name": "dlp_session", "value": ticket, "url": writer.product.address}])
    tabs = [context.new_page() for _ in range(5)]
    for tab in tabs:
        tab.goto(f"{writer.product.address}/home", wait_until="commit")
    for tab in tabs:
        tab.wait_for_load_state("networkidle")
    assert ours(writer, "Robin") == ["Robin: five times at once"]


def test_a_browser_closed_mid_word_gives_the_words_back_after_the_sign_in_has_expired(
    browser_type: BrowserType,
    chromium: str,
    server: Mortal,
    people: list[Person],
    tmp_path: Path,
) -> None:
    def open_browser() -> BrowserContext:
        return browser_type.launch_persistent_context(
            tmp_path, executable_path=chromium, args=list(FLAGS)
        )

    context = open_browser()
    writer = Writer(context.new_page(), server.product, people[0])
    writer.come_in()
    writer.sit_down()
    sign_in_expires(context)
    writer.type("Swift: closed mid-wo")
    writer.waits_until_kept()
    context.close()
    context = open_browser()
    try:
        writer = Writer(context.new_page(), server.product, people[0])
        writer.come_in()
        writer.is_told_above("is kept as a draft now")
        writer.page.get_by_role("link", name="Go on with it").click()
        expect(writer.page.locator("#text")).to_have_value("Swift: closed mid-wo")
        writer.type("rd")
        writer.save()
        writer.is_at_an_entry("Swift: closed mid-word")
        assert ours(writer, "Swift") == ["Swift: closed mid-word"]
    finally:
        context.close()


def test_on_a_shared_computer_the_next_person_can_neither_read_nor_send_them(
    writer: Writer, context: BrowserContext, people: list[Person]
) -> None:
    sign_in_expires(context)
    writer.type("Linnet: for nobody else")
    writer.is_told("You are signed out")
    writer.waits_until_kept()
    assert not any("Linnet" in one for one in writer.kept_here())
    nxt = Writer(context.new_page(), writer.product, people[1])
    writer.page.close()
    nxt.come_in()
    nxt.sit_down()
    assert nxt.box == ""
    assert nxt.page.evaluate("JSON.stringify(sessionStorage)").count("Linnet") == 0
    assert ours(nxt, "Linnet") == []
    nxt.page.get_by_role("button", name="Sign out").click()
    nxt.page.wait_for_url("**/sign-in")
    back = Writer(nxt.page, writer.product, people[0])
    back.come_in()
    back.is_told_above("is kept as a draft now")
    assert ours(back, "Linnet") == ["Linnet: for nobody else"]

"""Two devices, wrong clocks, full stores and leaving: what a person is told, what stays where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.checks import Checker
from tests.browser.conftest import Account
from tests.browser.product import Product
from tests.browser.writer import Person, Writer
from tests.launch.waiting import until

pytestmark = pytest.mark.timeout(180)
KEPT = "Kept as a draft"
WRONG_CLOCK = """
const Real = Date;
globalThis.Date = class extends Real {
  constructor(...given) { given.length ? super(...given) : super(Real.now() - %d); }
  static now() { return Real.now() - %d; }
};
"""
TEN_YEARS = 315_360_000_000
NO_ROOM = """IDBObjectStore.prototype.put = () => {
  throw new DOMException("no room", "QuotaExceededError");
};"""
LONG = "Ärger 🙂 👩‍👩‍👧 שלום नमस्ते <script>alert(1)</script> &amp; </textarea>\n"


@pytest.fixture(scope="module")
def person(facilitator: Account) -> Person:
    return Person(facilitator.email, facilitator.password)


@pytest.fixture(scope="module")
def signed_in(
    browser: Browser, product: Product, person: Person, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """What a browser holds that somebody has signed in at; nobody may sign in too often."""
    context = browser.new_context()
    Writer(context.new_page(), product, person).come_in()
    path = tmp_path_factory.mktemp("browser") / "state.json"
    context.storage_state(path=path)
    context.close()
    return path


@pytest.fixture
def context(browser: Browser, signed_in: Path) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 800}, storage_state=signed_in)
    yield made
    made.close()


@pytest.fixture
def writer(context: BrowserContext, product: Product, person: Person) -> Writer:
    made = Writer(context.new_page(), product, person)
    made.sit_down()
    return made


@pytest.fixture
def phone(browser: Browser, product: Product, person: Person, signed_in: Path) -> Iterator[Writer]:
    """The same person at another device, whose clock is ten years ahead."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, storage_state=signed_in)
    context.add_init_script(WRONG_CLOCK % (-TEN_YEARS, -TEN_YEARS))
    yield Writer(context.new_page(), product, person)
    context.close()


def address_of_draft(writer: Writer) -> str:
    return writer.page.url.removeprefix(writer.product.address)


def test_what_another_device_kept_is_shown_beside_and_both_can_be_had(
    writer: Writer, phone: Writer, context: BrowserContext
) -> None:
    writer.page.add_init_script(WRONG_CLOCK % (TEN_YEARS, TEN_YEARS))
    writer.type("Begun at the desk.")
    writer.is_told(KEPT)
    phone.sit_down(address_of_draft(writer))
    assert phone.box == "Begun at the desk."
    phone.type(" On the bus.")
    phone.is_told(KEPT)
    writer.type(" At lunch.")
    heading = writer.page.get_by_role("heading", name="You have two texts")
    expect(heading).to_be_visible(timeout=20_000)
    expect(heading).to_be_focused()
    expect(writer.page.locator("[data-two-here]")).to_have_text("Begun at the desk. At lunch.")
    expect(writer.page.locator("[data-two-other]")).to_have_text("Begun at the desk. On the bus.")
    Checker().check(writer.page)
    writer.page.get_by_role("button", name="Keep both").click()
    both = "Begun at the desk. At lunch.\n\nBegun at the desk. On the bus."
    assert writer.box == both
    writer.is_told(KEPT)
    writer.page.reload()
    assert writer.box == both


def test_two_tabs_with_one_draft_lose_neither_text(writer: Writer, context: BrowserContext) -> None:
    writer.type("In one tab.")
    writer.is_told(KEPT)
    other = Writer(context.new_page(), writer.product, writer.person)
    other.sit_down(address_of_draft(writer))
    other.type(" In the other.")
    other.is_told(KEPT)
    writer.type(" And here.")
    button = writer.page.get_by_role("button", name="Go on with what was kept elsewhere")
    button.click(timeout=20_000)
    assert writer.box == "In one tab. In the other."
    writer.is_told(KEPT)
    writer.save()
    writer.is_at_an_entry("In one tab. In the other.")
    other.type(" Late.")
    other.is_told("This is saved already")
    other.save()
    other.is_at_an_entry("In one tab. In the other. Late.")
    expect(other.page.get_by_text("All 2 versions")).to_be_visible()


def test_fifty_thousand_characters_of_all_kinds_come_back_letter_for_letter(
    writer: Writer,
) -> None:
    text = (LONG * 900)[:49_000].rstrip()
    writer.page.locator("#text").fill(text)
    writer.is_told(KEPT)
    writer.page.reload()
    assert writer.box == text
    expect(writer.page.locator("#text-left")).to_contain_text("left")


def test_a_device_without_room_says_so_and_what_reaches_us_is_kept(
    writer: Writer, context: BrowserContext
) -> None:
    context.add_init_script(NO_ROOM)
    writer.sit_down()
    writer.type("No room here, but with us.")
    writer.is_told(KEPT)
    context.set_offline(True)
    writer.type(" More.")
    writer.is_told("This device could not keep a copy. Leave this page open")
    context.set_offline(False)
    writer.is_told(KEPT)


def test_a_server_that_cannot_keep_anything_leaves_the_words_here_and_they_come_later(
    writer: Writer, context: BrowserContext
) -> None:
    writer.page.route("**/reflections/drafts/", lambda route: route.fulfill(status=503, body=""))
    writer.type("Its disk is full.")
    writer.is_told("Your words are safe on this device")
    assert writer.box == "Its disk is full."
    writer.page.unroute("**/reflections/drafts/")
    writer.is_told(KEPT, within=45_000)


def test_leaving_with_unsent_words_asks_first_and_staying_keeps_them(
    writer: Writer, context: BrowserContext
) -> None:
    writer.page.route("**/reflections/drafts/", lambda route: route.abort())
    writer.type("Not sent yet.")
    writer.is_told("Your words are safe on this device")
    out = writer.page.get_by_role("button", name="Sign out", exact=True)
    out.click()
    dialog = writer.page.get_by_role("dialog", name="Not everything you wrote is with us yet")
    expect(dialog).to_be_visible()
    Checker().check(writer.page)
    dialog.get_by_role("button", name="Stay signed in").click()
    expect(dialog).to_have_count(0)
    assert writer.box == "Not sent yet."
    assert len(writer.kept_here()) == 1
    out.click()
    dialog.get_by_role("button", name="Sign out and remove it").click()
    writer.page.wait_for_url("**/sign-in")
    assert writer.kept_here() == []


def test_leaving_sends_what_can_be_sent_and_leaves_nothing_in_the_browser(
    writer: Writer, context: BrowserContext
) -> None:
    writer.type("Sent on the way out.")
    writer.page.get_by_role("button", name="Sign out", exact=True).click()
    writer.page.wait_for_url("**/sign-in")
    assert writer.kept_here() == []
    assert writer.stores() == {"caches": 0, "workers": 0, "local": 0, "tab": 0}
    writer.come_in()
    assert "Sent on the way out." in writer.entries()


def test_leaving_in_one_tab_leaves_no_words_open_in_another(
    writer: Writer, context: BrowserContext
) -> None:
    writer.type("Left open in the other tab.")
    writer.is_told(KEPT)
    other = Writer(context.new_page(), writer.product, writer.person)
    other.open("/home")
    other.page.get_by_role("button", name="Sign out", exact=True).click()
    other.page.wait_for_url("**/sign-in")
    writer.page.wait_for_url("**/sign-in")
    assert "Left open" not in writer.page.content()
    assert writer.kept_here() == []
    assert writer.stores() == {"caches": 0, "workers": 0, "local": 0, "tab": 0}


def test_the_box_without_a_connection_holds_nothing_of_anybody_and_shuts_nobody_out(
    browser: Browser, product: Product
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{product.address}/reflections/offline")
    Checker().check(page)
    context.close()


def saved_elsewhere(writer: Writer, text: str) -> None:
    """The same form is saved in another window, with other words."""
    page = writer.page
    token = page.locator("main input[name=csrf_token]").first.input_value()
    key = page.locator("input[name=request_key]").first.input_value()
    form: dict[str, str | float | bool] = {"csrf_token": token, "request_key": key, "text": text}
    answer = page.request.post(f"{writer.product.address}/reflections/", form=form)
    assert answer.ok, answer.status


def test_words_that_an_entry_holds_already_are_not_told_of_again(
    writer: Writer, context: BrowserContext
) -> None:
    writer.page.route("**/reflections/drafts/", lambda route: route.abort())
    writer.type("Half of it")
    writer.is_told("Your words are safe on this device")
    saved_elsewhere(writer, "Half of it, and the whole of it.")
    writer.page.unroute("**/reflections/drafts/")
    writer.open("/home")
    until(lambda: writer.kept_here() == [], "nothing is kept here any more")
    assert not any(text == "Half of it" for text in writer.entries())
    expect(writer.page.locator(".dlp-flash")).to_have_count(0)


def test_words_that_an_entry_does_not_hold_become_a_draft_of_their_own(
    writer: Writer, context: BrowserContext
) -> None:
    writer.page.route("**/reflections/drafts/", lambda route: route.abort())
    writer.type("Only on this device")
    writer.is_told("Your words are safe on this device")
    saved_elsewhere(writer, "Something else entirely.")
    writer.page.unroute("**/reflections/drafts/")
    writer.open("/home")
    writer.is_told_above("is kept as a draft now")
    writer.page.get_by_role("link", name="Go on with it").click()
    assert writer.box == "Only on this device"
    found = [text for text in writer.entries() if "Only on this" in text or "entirely" in text]
    assert sorted(found) == ["Only on this device", "Something else entirely."]


def test_what_may_tell_who_somebody_is_is_shown_before_it_is_saved_with_scripts_too(
    writer: Writer,
) -> None:
    writer.type("His NHS number is 943 476 5919.")
    writer.save()
    expect(writer.page.get_by_role("heading", name="Before you save")).to_be_visible()
    writer.page.get_by_role("button", name="Save as it is").click()
    writer.is_at_an_entry("His NHS number is 943 476 5919.")
    writer.open("/home")
    until(lambda: writer.kept_here() == [], "nothing is kept here any more")
    assert writer.entries().count("His NHS number is 943 476 5919.") == 1


def test_words_sent_later_that_may_tell_who_somebody_is_wait_as_a_draft_for_a_look(
    writer: Writer, context: BrowserContext
) -> None:
    context.clear_cookies(name="dlp_session")
    writer.type("Her NHS number: 943 476 5919.")
    writer.save()
    writer.is_told("They will be saved by themselves")
    writer.come_in()
    writer.is_told_above("Look at it once more before you save it")
    writer.page.get_by_role("link", name="Look at it").click()
    assert writer.box == "Her NHS number: 943 476 5919."

"""Two devices with one draft, wrong clocks and full stores: what a person is told, what is kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.checks import Checker
from tests.browser.writer import SOON, Writer
from tests.browser.writing_apart.conftest import KEPT, TEN_YEARS, WRONG_CLOCK

pytestmark = pytest.mark.timeout(180)
NO_ROOM = """IDBObjectStore.prototype.put = () => {
  throw new DOMException("no room", "QuotaExceededError");
};"""
LONG = "Ärger 🙂 👩‍👩‍👧 שלום नमस्ते <script>alert(1)</script> &amp; </textarea>\n"


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
    expect(heading).to_be_visible(timeout=SOON)
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
    button.click(timeout=SOON)
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
    writer.loses("/reflections/drafts/", status=503)
    writer.type("Its disk is full.")
    writer.is_told("Your words are safe on this device")
    assert writer.box == "Its disk is full."
    writer.loses_nothing()
    writer.is_told(KEPT, within=45_000)

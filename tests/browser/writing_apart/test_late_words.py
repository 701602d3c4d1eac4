"""Words that come late, and words that may tell who somebody is."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.writer import Writer
from tests.launch.waiting import until

pytestmark = pytest.mark.timeout(180)


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
    writer.loses("/reflections/drafts/")
    writer.type("Half of it")
    writer.is_told("Your words are safe on this device")
    saved_elsewhere(writer, "Half of it, and the whole of it.")
    writer.loses_nothing()
    writer.open("/home")
    until(lambda: writer.kept_here() == [], "nothing is kept here any more")
    assert not any(text == "Half of it" for text in writer.entries())
    expect(writer.page.locator(".dlp-flash")).to_have_count(0)


def test_words_that_an_entry_does_not_hold_become_a_draft_of_their_own(
    writer: Writer, context: BrowserContext
) -> None:
    writer.loses("/reflections/drafts/")
    writer.type("Only on this device")
    writer.is_told("Your words are safe on this device")
    saved_elsewhere(writer, "Something else entirely.")
    writer.loses_nothing()
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

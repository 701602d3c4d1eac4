"""Leaving: what is asked first, and that nothing stays in the browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.checks import Checker
from tests.browser.product import Product
from tests.browser.writer import Writer
from tests.browser.writing_apart.conftest import KEPT

pytestmark = pytest.mark.timeout(180)


def test_leaving_with_unsent_words_asks_first_and_staying_keeps_them(
    writer: Writer, context: BrowserContext
) -> None:
    writer.loses("/reflections/drafts/")
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

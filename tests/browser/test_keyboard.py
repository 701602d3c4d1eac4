"""All that matters can be done with a keyboard only, and pages print as pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Account, Arrive
from tests.browser.keyboard import Keyboard
from tests.browser.story.cast import Person
from tests.browser.visitor import DESK, Visitor

KIT = Person("Kit Keystone", "kit@people.example")


@pytest.fixture
def visitor(arrive: Arrive) -> Visitor:
    """Somebody at a desk."""
    return arrive(DESK)


def sign_in_with_a_password(keys: Keyboard, account: Account) -> None:
    """From the first page to home."""
    keys.visitor.open("/")
    keys.follow("Sign in")
    keys.write("E-mail address", account.email)
    keys.open_up("I have a password")
    keys.write("Password", account.password)
    keys.press("Sign in with my password")
    keys.visitor.sees_heading("Hello ")


@pytest.mark.timeout(180)
def test_people_join_learn_and_write_with_the_keyboard_only(
    visitor: Visitor, arrive: Arrive, facilitator: Account
) -> None:
    invite_kit(arrive(DESK), facilitator)
    keys = Keyboard(visitor)
    letter = visitor.product.mailbox.wait_for(KIT.email, "An invitation from")
    visitor.open(letter.link("/sign-in/link/"))
    keys.press("Sign in")
    keys.press("Yes, I will join")
    keys.go_to("Home")
    keys.follow("Start")
    # The first step is done when it is read.
    keys.follow("Go on")
    visitor.sees_heading("The gap in healthy years")
    keys.press("Mark as done and go on")
    visitor.sees_heading("What shapes our health")
    keys.go_to("Home")
    keys.follow("Carry on")
    visitor.sees_heading("What shapes our health")
    keys.go_to("Reflections")
    keys.follow("Write something")
    keys.write("What matters to you?", "A walk before work.")
    keys.press("Save")
    visitor.sees("A walk before work.")


def invite_kit(visitor: Visitor, account: Account) -> None:
    """Somebody signs in by keyboard and adds one person."""
    sign_in_with_a_password(Keyboard(visitor), account)
    visitor.open(f"/cohorts/{account.cohort}/people/new")
    one = visitor.form("Invite this person")
    visitor.fill("Name", KIT.name, within=one)
    visitor.fill("E-mail address", KIT.email, within=one)
    visitor.press("Invite this person")


def test_the_first_tab_skips_the_header(visitor: Visitor) -> None:
    keys = Keyboard(visitor)
    visitor.open("/")
    keys.skip_to_the_page()
    visitor.page.keyboard.press("Tab")
    expect(visitor.main.get_by_role("link").first).to_be_focused()


def test_a_form_that_comes_back_says_first_what_to_put_right(visitor: Visitor) -> None:
    keys = Keyboard(visitor)
    visitor.open("/sign-in")
    keys.press("Send me a link", status=422)
    summary = visitor.page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Write your e-mail address.")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    expect(visitor.main.get_by_label("E-mail address")).to_be_focused()


def test_a_printed_page_has_its_words_and_no_navigation(
    visitor: Visitor, facilitator: Account
) -> None:
    sign_in_with_a_password(Keyboard(visitor), facilitator)
    visitor.page.emulate_media(media="print")
    expect(visitor.page.get_by_role("navigation", name="Main")).to_have_count(0)
    expect(visitor.page.get_by_role("button", name="Sign out")).to_have_count(0)
    expect(visitor.page.get_by_role("link", name="Skip to main content")).to_have_count(0)
    expect(visitor.main.get_by_role("heading", level=1)).to_be_visible()

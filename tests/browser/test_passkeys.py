"""A passkey in a real browser, from making it to signing in with it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Arrive
from tests.browser.product import Product
from tests.browser.visitor import DESK, PHONE, Visitor

ADDRESS = "pia.passkey@learning.example"
# A phone that knows its owner and is pressed at once.
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def come_in(visitor: Visitor, product: Product, count: int) -> None:
    """Sign in with a new link from a letter."""
    visitor.open("/sign-in")
    visitor.fill("E-mail address", ADDRESS)
    visitor.press("Send me a link")
    letter = product.mailbox.wait_for(ADDRESS, "link to sign in", count)
    visitor.open(letter.link("/sign-in/link/"))
    visitor.press("Sign in")


def make_passkey(visitor: Visitor) -> None:
    """Follow the links from the account, and make a passkey."""
    visitor.open("/account/")
    visitor.follow("Add a second step of signing in")
    visitor.follow("Add a passkey")
    visitor.fill("A name for it", "My phone")
    visitor.main.get_by_role("button", name="Make the passkey").click()
    visitor.sees_heading("Your recovery codes")
    visitor.follow("I have kept them")
    expect(visitor.main.get_by_role("heading", name="My phone")).to_be_visible()


@pytest.mark.timeout(300)
def test_somebody_makes_a_passkey_and_signs_in_with_it(arrive: Arrive, product: Product) -> None:
    product.dlp("person", "add", ADDRESS, "--name", "Pia Passkey")
    visitor = arrive(DESK)
    devices = visitor.page.context.new_cdp_session(visitor.page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    come_in(visitor, product, 2)
    make_passkey(visitor)
    visitor.leave()
    visitor.main.get_by_role("button", name="Sign in with a passkey").click()
    visitor.sees_heading("Hello Pia")

    # With a link it is the second step.
    visitor.leave()
    come_in(visitor, product, 3)
    visitor.sees_heading("One more step")
    visitor.main.get_by_role("button", name="Use a passkey").click()
    visitor.sees_heading("Hello Pia")

    # Without scripts the page says what to do instead.
    phone = arrive(PHONE)
    come_in(phone, product, 4)
    expect(phone.main.get_by_role("button", name="Use a passkey")).to_be_hidden()
    expect(phone.main).to_contain_text("Use another way below")

"""The register on a phone with a poor connection: a tap that is lost says so, and is not lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.conftest import Account, Arrive
from tests.browser.visitor import Visitor, Way

PHONE = Way("phone-with-scripts", scripts=True, width=360)
# Milliseconds: a lost tap is tried again after at most thirty seconds.
AGAIN = 40_000


@pytest.fixture
def visitor(arrive: Arrive, facilitator: Account) -> Visitor:
    """The facilitator of a small demo cohort, at the register of its last session."""
    visitor = arrive(PHONE)
    visitor.open("/sign-in")
    visitor.main.get_by_text("I have a password").click()
    visitor.fill("E-mail address", facilitator.email)
    visitor.fill("Password", facilitator.password)
    visitor.press("Sign in with my password")
    visitor.open(f"/cohorts/{facilitator.cohort}/register")
    return visitor


def person(visitor: Visitor) -> Locator:
    """The first person of the register."""
    return visitor.main.get_by_role("group").first


def choose(visitor: Visitor, *ways: str) -> str:
    """Tap the first of these ways that is not chosen yet, and say which it was."""
    for way in ways:
        choice = person(visitor).get_by_label(way, exact=True)
        if not choice.is_checked():
            choice.check()
            return way
    raise AssertionError(ways)


def lose_what_is_sent(route: Route) -> None:
    """Pages still come; what is sent never arrives."""
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


def says(visitor: Visitor, words: str) -> None:
    """Fail when the bar at the bottom does not say this in time."""
    bar = visitor.main.get_by_role("status").last
    expect(bar).to_contain_text(re.compile(words), timeout=AGAIN)


@pytest.mark.timeout(120)
def test_a_tap_without_a_connection_says_so_and_is_saved_when_it_is_back(visitor: Visitor) -> None:
    choose(visitor, "Online", "By phone")
    says(visitor, "All saved")
    visitor.page.context.set_offline(True)
    way = choose(visitor, "In the room", "Missed")
    expect(person(visitor)).to_contain_text("Not saved yet")
    says(visitor, "1 tap not saved. We keep trying")
    visitor.page.context.set_offline(False)
    says(visitor, "All saved")
    visitor.again()
    expect(person(visitor).get_by_label(way, exact=True)).to_be_checked()


@pytest.mark.timeout(120)
def test_a_tap_that_was_not_saved_is_still_there_when_the_page_is_loaded_again(
    visitor: Visitor,
) -> None:
    page = visitor.page
    page.route("**/attendance", lose_what_is_sent)
    way = choose(visitor, "Apologies", "By phone")
    says(visitor, "1 tap not saved")
    page.reload()
    expect(person(visitor).get_by_label(way, exact=True)).to_be_checked()
    says(visitor, "1 tap not saved")
    page.unroute("**/attendance")
    says(visitor, "All saved")
    visitor.again()
    expect(person(visitor).get_by_label(way, exact=True)).to_be_checked()

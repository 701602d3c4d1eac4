"""From a spreadsheet to the register on a phone; then the series moves, and a session is off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from tests.browser.conftest import Arrive
from tests.browser.product import Product
from tests.browser.story import evening, inviting, moving, opening, reaching, roster, series
from tests.browser.story.cast import Cast, ask_for_a_link_and_come_in, cast_for, come_in_by_letter
from tests.browser.story.series import FIRST, SECOND, THIRD
from tests.browser.visitor import Visitor, Way
from tests.gatherings.calendar_client import Entry

WAY = Way("phone-of-a-cohort", scripts=False, width=360)
WITH_SCRIPTS = Way("phone-with-scripts", scripts=True, width=360)
LEADS = ("--role", "programme_lead")
HOUR = timedelta(hours=1)


@pytest.mark.timeout(300)
def test_a_facilitator_goes_from_a_spreadsheet_to_the_register_and_a_calendar_follows(
    arrive: Arrive, product: Product
) -> None:
    cast = cast_for(WAY)
    lead, facilitator, nurse = (arrive(WAY) for _ in range(3))
    open_the_cohort(lead, product, cast)
    gather_the_people(facilitator, nurse, cast)
    evening.say_that_i_come(nurse, cast)
    evening.enter_that_they_come(facilitator, cast)
    evening.go_into_the_room(nurse, cast)
    feed = moving.ask_for_a_calendar(nurse)
    reaching.bring_by_hand(facilitator, cast, "sessions of")
    evening.note_who_is_there(also_with_scripts(arrive, facilitator), cast)
    evening.ring_whoever_missed_it(facilitator, cast)

    before = moving.look_into(nurse, feed, cast)
    assert set(before) == {FIRST, SECOND, THIRD}
    moving.move_by_an_hour(facilitator, cast)
    moved = moving.look_into(nurse, feed, cast)
    assert_an_hour_later(before, moved)
    everybody_hears(nurse, facilitator, cast, "New times")
    moving.call_one_off(facilitator, cast)
    assert set(moving.look_into(nurse, feed, cast)) == {FIRST, SECOND}
    assert moving.is_off(nurse, feed, moved[THIRD])
    everybody_hears(nurse, facilitator, cast, THIRD)


def open_the_cohort(lead: Visitor, product: Product, cast: Cast) -> None:
    """From the command line to a cohort with sessions and somebody asked to run it."""
    product.dlp("person", "add", cast.lead.email, "--name", cast.lead.name, *LEADS)
    come_in_by_letter(lead, cast.lead, "Your link to sign in")
    series.open_with_sessions(lead, cast)
    opening.make_a_facilitator(lead, cast)


def gather_the_people(facilitator: Visitor, nurse: Visitor, cast: Cast) -> None:
    """From a spreadsheet to three people who are asked, each in their way, and say yes."""
    ask_for_a_link_and_come_in(facilitator, cast.facilitator)
    inviting.say_yes_to_running_it(facilitator, cast)
    reaching.open_the_cohort(facilitator, cast)
    roster.send_it_in(facilitator, cast)
    reaching.gets_text(facilitator, cast, "invites you")
    reaching.bring_by_hand(facilitator, cast, cast.cohort)
    reaching.enter_yes(facilitator, cast)
    come_in_by_letter(nurse, cast.nurse, "An invitation from")
    inviting.say_yes_to_joining(nurse, cast)


def also_with_scripts(arrive: Arrive, visitor: Visitor) -> Visitor:
    """The same person on another phone, signed in already."""
    other = arrive(WITH_SCRIPTS)
    other.page.context.add_cookies(visitor.page.context.cookies())  # type: ignore[arg-type]
    other.open("/home")
    return other


def everybody_hears(nurse: Visitor, facilitator: Visitor, cast: Cast, words: str) -> None:
    """The same news by e-mail, by text, and on the list of whom to ring or write to."""
    nurse.product.mailbox.wait_for(cast.nurse.email, words)
    reaching.gets_text(nurse, cast, words)
    reaching.bring_by_hand(facilitator, cast, words)


def assert_an_hour_later(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> None:
    """Fail when a session to come did not move, or one that has begun did."""
    assert after[FIRST] == before[FIRST]
    for title in (SECOND, THIRD):
        assert after[title].starts_at == before[title].starts_at + HOUR
        assert after[title].ends_at == before[title].ends_at + HOUR
        assert after[title].uid == before[title].uid
        assert after[title].sequence > before[title].sequence

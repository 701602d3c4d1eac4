"""Breaks, which either of the two begins and ends, and holds, which only safeguarding does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.kit.errors import NotFound
from app.mentoring.actions.entries import Entry
from app.mentoring.actions.in_time import move_in_time
from app.mentoring.actions.pauses import come_back, end_hold, hold, pause
from app.mentoring.errors.pairings import NotFromHere
from app.mentoring.rules.pauses import is_good_return
from app.mentoring.rules.states import (
    ACTIVE,
    AGREEING,
    CLOSED,
    CLOSING,
    PAUSED,
    PROPOSED,
    SUSPENDED,
)
from tests.clock import NOON
from tests.conftest import As
from tests.make.mentoring import Mentors

TODAY = NOON.date()


def test_a_break_ends_on_its_day_by_itself(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(ACTIVE)
    back_on = TODAY + timedelta(days=10)
    pause(db, place, Entry(mentors.joan, mentors.joan.id), back_on=back_on, now=NOON)
    assert move_in_time(db, now=NOON + timedelta(days=9)) == 0
    assert move_in_time(db, now=NOON + timedelta(days=10)) == 1
    assert place.pairing.state == ACTIVE
    assert move_in_time(db, now=NOON + timedelta(days=10)) == 0


@pytest.mark.parametrize("day", ["", "2027-03-01"])
def test_either_begins_and_ends_a_break_on_the_page(
    mentors: Mentors, as_person: As, day: str
) -> None:
    place = mentors.pairing(ACTIVE)
    address = f"/mentoring/pairings/{place.pairing.id}"
    joan = as_person(mentors.joan)
    for _ in range(2):
        assert joan.post(f"{address}/pauses", data={"back_on": day}).location == address
    petra = as_person(mentors.petra)
    page = petra.get(address).text
    assert "You are having a break" in page
    assert ("until Monday 1 March 2027" in page) == bool(day)
    for _ in range(2):
        assert petra.post(f"{address}/returns").location == address
    assert "You walk together" in petra.get(address).text


def test_a_coordinator_enters_a_break_and_its_end(mentors: Mentors, as_person: As) -> None:
    place = mentors.pairing(ACTIVE)
    address = f"/mentoring/coordination/pairings/{place.pairing.id}"
    mina = as_person(mentors.coordinator)
    assert mina.post(f"{address}/pauses").status_code == 422
    mina.post(f"{address}/pauses", data={"person": mentors.joan.id})
    assert "Mina Mentoring entered it for Joan Longstreet" in mina.get(address).text
    mina.post(f"{address}/returns", data={"person": mentors.joan.id})
    assert "Under way." in mina.get(address).text


@pytest.mark.parametrize("who", ["joan", "coordinator"])
@pytest.mark.parametrize("day", ["2027-01-20", "2028-01-21", "soon"])
def test_a_day_that_cannot_be_is_said_beside_it(
    mentors: Mentors, as_person: As, who: str, day: str
) -> None:
    place = mentors.pairing(ACTIVE)
    root = "/mentoring/coordination" if who == "coordinator" else "/mentoring"
    sent = {"back_on": day, "person": mentors.joan.id}
    client = as_person(getattr(mentors, who))
    answer = client.post(f"{root}/pairings/{place.pairing.id}/pauses", data=sent)
    assert answer.status_code == 422
    assert answer.text.count("Choose a day that is still to come, and within a year.") == 2


def test_which_days_a_break_can_end_on() -> None:
    days = {TODAY: False, TODAY + timedelta(1): True, date(2028, 1, 20): True}
    assert {day: is_good_return(day, TODAY) for day in days} == days


def test_a_pair_that_has_yet_to_sign_cannot_come_back_from_a_break(mentors: Mentors) -> None:
    place = mentors.pairing(AGREEING)
    with pytest.raises(NotFromHere):
        come_back(mentors.db, place, Entry(mentors.joan, mentors.joan.id), now=NOON)
    assert place.pairing.state == AGREEING


@pytest.mark.parametrize("state", [AGREEING, ACTIVE, PAUSED, CLOSING])
def test_a_hold_ends_where_it_began(mentors: Mentors, state: str) -> None:
    db, place = mentors.db, mentors.pairing(state)
    for _ in range(2):
        assert hold(db, place, mentors.lead, now=NOON).state == SUSPENDED
    for _ in range(2):
        assert end_hold(db, place, mentors.deputy, now=NOON).state == state


@pytest.mark.parametrize("state", [PROPOSED, CLOSED])
def test_what_is_not_under_way_has_no_hold(mentors: Mentors, state: str) -> None:
    place = mentors.pairing(state)
    with pytest.raises(NotFromHere):
        hold(mentors.db, place, mentors.lead, now=NOON)
    with pytest.raises(NotFromHere):
        end_hold(mentors.db, place, mentors.lead, now=NOON)


def test_only_safeguarding_holds_and_not_their_own_pair(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(ACTIVE)
    mentors.petra.roles = ["safeguarding_lead"]
    for actor in (mentors.joan, mentors.petra, mentors.coordinator, mentors.programme_lead):
        with pytest.raises(NotFound):
            hold(db, place, actor, now=NOON)
    hold(db, place, mentors.lead, now=NOON)
    for actor in (mentors.joan, mentors.petra, mentors.coordinator, mentors.programme_lead):
        with pytest.raises(NotFound):
            end_hold(db, place, actor, now=NOON)


def test_a_lead_finds_a_pair_by_name_holds_it_and_ends_the_hold(
    mentors: Mentors, as_person: As
) -> None:
    place = mentors.pairing(ACTIVE)
    sam = as_person(mentors.lead)
    root = "/mentoring/safeguarding/pairings/"
    assert "Joan" not in sam.get(root).text
    assert "No pair found" in sam.get(f"{root}?name=100%25").text
    for typed in ("longSTREET", "l%C3%B6ngstreet", "joan%00"):
        assert "Put on hold" in sam.get(f"{root}?name={typed}").text
    sam.post(f"{root}{place.pairing.id}/holds")
    assert "On hold, since Wednesday 20 January 2027." in sam.get(root).text
    own = f"/mentoring/pairings/{place.pairing.id}"
    joan = as_person(mentors.joan)
    assert "This pair is on hold for now." in joan.get(own).text
    assert joan.post(f"{own}/pauses").status_code == 409
    as_person(mentors.lead).post(f"{root}{place.pairing.id}/hold-endings")
    assert "You walk together" in as_person(mentors.joan).get(own).text

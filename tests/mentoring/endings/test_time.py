"""What time does with pairs under way: they end on their day, and nobody is left in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.mentoring.actions.in_time import move_in_time
from app.mentoring.actions.unreached import raise_unreached
from app.mentoring.models import MentoringCall, MentoringProfile, PairingMember
from app.mentoring.rules.endings import LOOK_BACK_WITHIN
from app.mentoring.rules.states import (
    ACTIVE,
    AGREEING,
    CLOSED,
    CLOSING,
    FINISHED,
    LEFT_PROGRAMME,
    LIVE,
    PAUSED,
    SUSPENDED,
)
from app.people.models import Person
from app.post.models import Letter
from tests.clock import NOON
from tests.make.mentoring import Mentors
from tests.mentoring.pairings.test_answers import letters
from tests.mentoring.pairings.test_clock import calls, erase, last_move, leave


@pytest.mark.parametrize("state", [ACTIVE, PAUSED])
def test_after_the_last_day_both_are_asked_to_look_back(mentors: Mentors, state: str) -> None:
    db, place = mentors.db, mentors.pairing(state)
    place.pairing.ends_on = NOON.date()
    assert move_in_time(db, now=NOON) == 0
    assert move_in_time(db, now=NOON + timedelta(days=1)) == 1
    assert last_move(db) == (CLOSING, "clock", "")
    assert letters(db) == {("pair_closing", "Joan"), ("pair_closing", "Petra")}
    assert move_in_time(db, now=NOON + timedelta(days=1)) == 0


def test_of_two_things_that_are_due_the_weightier_is_done(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(PAUSED)
    place.pairing.back_on = place.pairing.ends_on = NOON.date()
    assert move_in_time(db, now=NOON + timedelta(days=1)) == 1
    # Nobody is told that the break is over on the day on which they end.
    assert {kind for kind, _ in letters(db)} == {"pair_closing"}
    leave(db, mentors.joan)
    assert move_in_time(db, now=NOON + timedelta(days=400)) == 1
    assert last_move(db) == (CLOSED, "clock", LEFT_PROGRAMME)


def test_looking_back_has_an_end_too(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(CLOSING)
    since = place.pairing.state_since
    assert move_in_time(db, now=since + LOOK_BACK_WITHIN - timedelta(seconds=1)) == 0
    assert move_in_time(db, now=since + LOOK_BACK_WITHIN) == 1
    assert last_move(db) == (CLOSED, "clock", FINISHED)
    assert letters(db) == {("pair_closed", "Joan"), ("pair_closed", "Petra")}


@pytest.mark.parametrize("state", [AGREEING, SUSPENDED])
def test_what_has_no_last_day_or_is_on_hold_stays(mentors: Mentors, state: str) -> None:
    db, place = mentors.db, mentors.pairing(state)
    place.pairing.ends_on = NOON.date() if state == SUSPENDED else None
    assert move_in_time(db, now=NOON + timedelta(days=400)) == 0
    assert place.pairing.state == state


@pytest.mark.parametrize("goes", [leave, erase])
@pytest.mark.parametrize("state", [*LIVE, SUSPENDED])
def test_whoever_stays_is_told_that_the_other_has_left(
    mentors: Mentors, state: str, goes: Callable[[Session, Person], None]
) -> None:
    db = mentors.db
    mentors.pairing(state)
    goes(db, mentors.joan)
    assert move_in_time(db, now=NOON) == 1
    assert last_move(db) == (CLOSED, "clock", LEFT_PROGRAMME)
    assert letters(db) == {("pair_closed", "Petra")}
    assert move_in_time(db, now=NOON) == 0


def test_what_somebody_gained_goes_when_they_are_erased(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(CLOSED)
    for member in place.members:
        member.row.sealed_gained = b"sealed"
    erase(db, mentors.joan)
    move_in_time(db, now=NOON)
    rows = db.execute(select(PairingMember.person_id, PairingMember.sealed_gained))
    assert {row.person_id: row.sealed_gained for row in rows} == {
        None: None,
        mentors.petra.id: b"sealed",
    }


@pytest.mark.parametrize("state", [ACTIVE, PAUSED, CLOSING])
def test_a_side_without_a_channel_is_a_reason_to_ring(mentors: Mentors, state: str) -> None:
    db = mentors.db
    mentors.pairing(state)
    mentors.joan.channel, mentors.joan.post_address = "post", ""
    db.flush()
    for _ in range(2):
        raise_unreached(db, now=NOON)
    assert calls(db) == {("Joan", "no_way_to_reach")}


def test_a_letter_about_the_end_that_did_not_arrive_is_one_too(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(ACTIVE)
    place.pairing.ends_on = NOON.date() - timedelta(days=1)
    move_in_time(db, now=NOON)
    db.execute(update(Letter).where(Letter.person_id == mentors.petra.id).values(state="refused"))
    raise_unreached(db, now=NOON)
    assert calls(db) == {("Petra", "no_way_to_reach")}


def test_less_room_than_one_walks_with_ends_nothing_and_somebody_rings(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing()
    raise_unreached(db, now=NOON)
    assert calls(db) == set()
    joans = MentoringProfile.person_id == mentors.joan.id
    db.execute(update(MentoringProfile).where(joans).values(capacity=0))
    for _ in range(2):
        raise_unreached(db, now=NOON)
    assert calls(db) == {("Joan", "more_than_room")}
    assert place.pairing.state == ACTIVE
    db.execute(update(MentoringCall).values(settled_at=NOON))
    raise_unreached(db, now=NOON + timedelta(days=29))
    assert calls(db) == set()

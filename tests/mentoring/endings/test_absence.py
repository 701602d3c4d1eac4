"""Whoever cannot be reached gets a kind word and a stated time; then it is closed, kindly."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from app.kit.errors import NotFound
from app.mentoring.actions.absences import be_in_touch, end_absences, miss
from app.mentoring.actions.pauses import pause
from app.mentoring.errors.pairings import NotFromHere
from app.mentoring.models import MentoringAbsence
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.endings import WAIT_FOR
from app.mentoring.rules.states import (
    ABSENT,
    ACTIVE,
    AGREEING,
    CLOSED,
    CLOSING,
    PAUSED,
    PROPOSED,
    SUSPENDED,
)
from app.post.models import Letter
from tests.clock import NOON
from tests.conftest import As
from tests.make.mentoring import Mentors, make_check_in, make_meeting, make_note
from tests.mentoring.endings.conftest import own
from tests.mentoring.pairings.test_answers import letters
from tests.mentoring.pairings.test_clock import calls, last_move

OVER = NOON + WAIT_FOR


@pytest.mark.parametrize("state", [AGREEING, ACTIVE, CLOSING])
def test_a_kind_word_a_call_a_stated_time_and_a_kind_end(
    mentors: Mentors, as_person: As, state: str
) -> None:
    db, place = mentors.db, mentors.pairing(state)
    address = f"/mentoring/pairings/{place.pairing.id}"
    for _ in range(2):
        assert as_person(mentors.petra).post(f"{address}/absences").location == address
    assert letters(db) == {("pair_missed", "Joan")}
    assert calls(db) == {("Joan", "absent")}
    by = "by Wednesday 3 February 2027"
    page = as_person(mentors.petra).get(address).text
    assert "If we hear nothing by Wednesday 3 February 2027, we close the pair" in page
    assert f"If we hear nothing from you {by}" in as_person(mentors.joan).get(address).text
    assert end_absences(db, now=OVER - timedelta(minutes=1)) == 0
    assert end_absences(db, now=OVER) == 1
    assert last_move(db) == (CLOSED, "clock", ABSENT)
    assert letters(db) == {("pair_closed", "Joan"), ("pair_closed", "Petra")}
    assert end_absences(db, now=OVER) == 0
    assert "Contact was lost, and nobody is to blame" in as_person(mentors.joan).get(address).text


@pytest.mark.parametrize("who", ["joan", "petra"])
def test_either_says_that_they_are_in_touch_and_it_goes_on(
    mentors: Mentors, as_person: As, who: str
) -> None:
    db, place = mentors.db, mentors.pairing()
    miss(db, place, own(mentors.petra), now=NOON)
    address = f"/mentoring/pairings/{place.pairing.id}"
    for _ in range(2):
        as_person(getattr(mentors, who)).post(f"{address}/presences")
    assert letters(db) == set()
    assert end_absences(db, now=OVER) == 0
    assert place.pairing.state == ACTIVE


SIGNS = ("wrote", "answered", "met")


def give(mentors: Mentors, place: PairingPlace, sign: str) -> None:
    """Joan gives a sign at noon."""
    db = mentors.db
    if sign == "wrote":
        make_note(db, place, mentors.joan)
    elif sign == "answered":
        facts: dict[str, Any] = {"state": "answered", "answer": "well", "answered_at": NOON}
        make_check_in(db, place.pairing, mentors.joan, **facts)
    else:
        met: dict[str, Any] = {"state": "happened", "happened_on": NOON.date(), "noted_at": NOON}
        make_meeting(db, place.pairing, **met)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_of_before_somebody_was_missed_is_none(mentors: Mentors, sign: str) -> None:
    db, place = mentors.db, mentors.pairing()
    give(mentors, place, sign)
    miss(db, place, own(mentors.petra), now=NOON)
    assert end_absences(db, now=OVER) == 1
    assert db.scalars(select(MentoringAbsence.settled_how)).all() == ["closed"]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_meanwhile_is_enough(mentors: Mentors, sign: str) -> None:
    db, place = mentors.db, mentors.pairing()
    miss(db, place, own(mentors.petra), now=NOON - timedelta(hours=1))
    give(mentors, place, sign)
    assert end_absences(db, now=OVER) == 0
    assert place.pairing.state == ACTIVE
    assert db.scalars(select(MentoringAbsence.settled_how)).all() == ["in_touch"]


def test_what_the_other_does_is_no_sign_of_theirs(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing()
    miss(db, place, own(mentors.petra), now=NOON - timedelta(hours=1))
    make_note(db, place, mentors.petra)
    assert end_absences(db, now=OVER) == 1


def test_whoever_misses_the_other_is_not_missed_themselves(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing()
    miss(db, place, own(mentors.petra), now=NOON)
    miss(db, place, own(mentors.joan), now=NOON + timedelta(days=1))
    rows = db.execute(select(MentoringAbsence.person_id, MentoringAbsence.settled_how))
    assert {row.person_id: row.settled_how for row in rows} == {
        mentors.joan.id: "in_touch",
        mentors.petra.id: None,
    }


def test_a_break_or_an_end_meanwhile_ends_the_wait_and_a_hold_makes_it_longer(
    mentors: Mentors,
) -> None:
    db, place = mentors.db, mentors.pairing()
    miss(db, place, own(mentors.petra), now=NOON)
    place.pairing.state, place.pairing.held_from = SUSPENDED, ACTIVE
    db.flush()
    assert end_absences(db, now=OVER) == 0
    assert db.scalar(select(MentoringAbsence.settled_at)) is None
    place.pairing.state, place.pairing.held_from = ACTIVE, None
    pause(db, place, own(mentors.petra), back_on=None, now=NOON)
    assert end_absences(db, now=OVER) == 0
    assert place.pairing.state == PAUSED
    assert db.scalar(select(MentoringAbsence.settled_how)) == "otherwise"


@pytest.mark.parametrize("state", [PROPOSED, PAUSED, SUSPENDED, CLOSED])
def test_nobody_is_missed_where_nothing_is_under_way(mentors: Mentors, state: str) -> None:
    place = mentors.pairing(state)
    with pytest.raises(NotFromHere):
        miss(mentors.db, place, own(mentors.petra), now=NOON)


@pytest.mark.parametrize("state", [PROPOSED, SUSPENDED, CLOSED])
def test_nobody_goes_on_as_before_where_nothing_is_under_way(
    mentors: Mentors, as_person: As, state: str
) -> None:
    address = f"/mentoring/pairings/{mentors.pairing(state).pairing.id}/presences"
    answer = as_person(mentors.petra).post(address)
    assert answer.status_code == 409
    assert NotFromHere(state).sentence in answer.text


def test_nobody_gets_one_kind_word_after_the_other(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing()
    for hours in range(6):
        moment = NOON + timedelta(hours=hours)
        miss(db, place, own(mentors.petra), now=moment)
        for letter in db.scalars(select(Letter).where(Letter.kind == "pair_missed")):
            letter.state, letter.sent_at = "sent", moment
        be_in_touch(db, place, own(mentors.petra), now=moment)
    assert db.scalar(select(func.count()).where(Letter.kind == "pair_missed")) == 1
    # The other way round, and when it is long ago, it is a word of its own.
    miss(db, place, own(mentors.joan), now=NOON + timedelta(hours=7))
    miss(db, place, own(mentors.petra), now=NOON + WAIT_FOR + timedelta(hours=1))
    assert db.scalar(select(func.count()).where(Letter.kind == "pair_missed")) == 3


def test_a_kind_word_that_did_not_leave_is_sent_the_next_time(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing()
    miss(db, place, own(mentors.petra), now=NOON)
    be_in_touch(db, place, own(mentors.joan), now=NOON)
    assert letters(db) == set()
    miss(db, place, own(mentors.petra), now=NOON + timedelta(hours=1))
    assert letters(db) == {("pair_missed", "Joan")}


def test_nobody_is_rung_about_a_wait_that_is_over(mentors: Mentors, as_person: As) -> None:
    db, place = mentors.db, mentors.pairing()
    why = "They have not been in touch with the other for a while"
    pages = ("/mentoring/coordination/calls/", "/mentoring/coordination/?call=yes")
    client = as_person(mentors.coordinator)
    miss(db, place, own(mentors.petra), now=NOON)
    db.commit()
    assert all(why in client.get(page).text for page in pages)
    be_in_touch(db, place, own(mentors.joan), now=NOON)
    db.commit()
    assert not any(why in client.get(page).text for page in pages)


def test_a_coordinator_enters_both_and_nobody_else(mentors: Mentors, as_person: As) -> None:
    db, place = mentors.db, mentors.pairing()
    address = f"/mentoring/coordination/pairings/{place.pairing.id}"
    sent = {"person": mentors.petra.id}
    as_person(mentors.coordinator).post(f"{address}/absences", data=sent)
    assert "We are waiting for" in as_person(mentors.coordinator).get(address).text
    assert letters(db) == {("pair_missed", "Joan")}
    as_person(mentors.coordinator).post(f"{address}/presences", data={"person": mentors.joan.id})
    assert "We are waiting for" not in as_person(mentors.coordinator).get(address).text
    for person in (mentors.other, mentors.lead):
        with pytest.raises(NotFound):
            miss(db, place, own(person), now=NOON)
        with pytest.raises(NotFound):
            be_in_touch(db, place, own(person), now=NOON)

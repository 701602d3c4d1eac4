"""Whoever nobody noted after a session gets the letter too, later, and without a guess."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.actions.attendance import keep_register
from app.gatherings.actions.offer_catch_up import offer_catch_up
from app.gatherings.models import Attendance, Gathering, JoinClick, Reply
from app.gatherings.rules.attendance import Noted
from app.people.models import Person
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from tests.clock import NOON
from tests.gatherings.away import TASK, at_sending, letters, note, seat
from tests.make.cohorts import make_facilitator, make_member

LONG_BEFORE = NOON - timedelta(days=5)
# The register is saved at noon: whoever is noted as away hears at nine the next morning.
NEXT = NOON + timedelta(hours=21)
A_MORNING_LATER = NEXT + timedelta(days=1)


@pytest.fixture
def person(db: Session, cohort: Cohort) -> Person:
    """Amina, who took part in the cohort before the session, and whom nobody noted."""
    return member(db, cohort, "Amina Example")


def member(db: Session, cohort: Cohort, name: str = "Ben Cole") -> Person:
    """Somebody who joined before the session."""
    made = make_member(db, cohort, name=name)
    db.execute(
        update(Enrolment).where(Enrolment.person_id == made.id).values(joined_at=LONG_BEFORE)
    )
    return made


@pytest.fixture
def letter(db: Session, cohort: Cohort, gathering: Gathering, person: Person) -> Letter:
    """The letter to Amina, once others are noted."""
    note(db, gathering, member(db, cohort), "in_person")
    offer_catch_up(db, gathering, NOON)
    return letters(db)[person.id]


def test_once_the_register_is_begun_they_get_a_letter_a_morning_later_than_others(
    db: Session, cohort: Cohort, gathering: Gathering, facilitator: Person, person: Person
) -> None:
    away = member(db, cohort)
    assert offer_catch_up(db, gathering, NOON) == 0
    rows = [Noted(seat(db, away), "", "missed")]
    keep_register(db, facilitator, gathering=gathering, noted=rows, now=NOON)
    found = letters(db)
    assert {who: one.due_at for who, one in found.items()} == {
        away.id: NEXT,
        person.id: A_MORNING_LATER,
    }
    assert offer_catch_up(db, gathering, NOON) == 0


def test_the_letter_does_not_say_that_they_were_away(db: Session, letter: Letter) -> None:
    draft = at_sending(db, letter)
    assert isinstance(draft, Draft)
    assert "We have no note of whether you were there." in draft.body
    assert "you do not need to do anything" in draft.body
    assert TASK in draft.body
    assert draft.short.startswith("If you were not at ")
    assert TASK.splitlines()[0] in draft.short
    for word in ("missed", "absent", "away", "must", "should", "Nobody can be there every time"):
        assert word not in draft.body
        assert word not in draft.short


def test_whoever_is_noted_as_away_meanwhile_gets_the_other_words(
    db: Session, letter: Letter, gathering: Gathering, person: Person
) -> None:
    note(db, gathering, person, "apologies")
    assert offer_catch_up(db, gathering, NOON) == 0
    draft = at_sending(db, letter)
    assert isinstance(draft, Draft)
    assert "Nobody can be there every time" in draft.body


def test_it_lapses_when_they_were_there_after_all(
    db: Session, letter: Letter, gathering: Gathering, person: Person
) -> None:
    note(db, gathering, person, "phone")
    assert at_sending(db, letter) == Lapse("They are noted as having been there.")


def test_it_lapses_when_the_register_is_emptied(db: Session, letter: Letter) -> None:
    db.execute(delete(Attendance))
    assert isinstance(at_sending(db, letter), Lapse)


def test_it_lapses_when_they_came_into_the_online_room_later(
    db: Session, letter: Letter, gathering: Gathering, person: Person
) -> None:
    db.add(JoinClick(gathering_id=gathering.id, enrolment_id=seat(db, person), first_at=NOON))
    answer = at_sending(db, letter)
    assert answer == Lapse("They are not noted, and opened the online room.")


def test_nobody_gets_one_of_whom_we_know_better(
    db: Session, cohort: Cohort, gathering: Gathering, person: Person
) -> None:
    note(db, gathering, member(db, cohort), "online")
    make_facilitator(db, cohort)
    late = make_member(db, cohort)
    gone = make_member(db, cohort, state="left")
    clicked = member(db, cohort)
    db.add(JoinClick(gathering_id=gathering.id, enrolment_id=seat(db, clicked), first_at=NOON))
    sorry = member(db, cohort)
    reply = Reply(gathering_id=gathering.id, enrolment_id=seat(db, sorry), answer="sorry")
    reply.answered_at = LONG_BEFORE
    db.add(reply)
    db.flush()
    assert offer_catch_up(db, gathering, NOON) == 2
    assert set(letters(db)) == {person.id, sorry.id}
    assert not {late.id, gone.id} & set(letters(db))

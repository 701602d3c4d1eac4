"""A module that was opened early for one person is told to that person, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.cohorts.actions.departure import leave
from app.cohorts.models import Cohort
from app.people.models import Person
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from app.progress.actions.announce import plan_releases
from app.progress.actions.unlock import unlock_module
from app.progress.rules.announcing import OTHERS_FIRST
from tests.gatherings.release_letters.releasing import (
    BEGINS,
    at_sending,
    letters,
    module,
    open_step,
)
from tests.make.cohorts import make_facilitator, make_member

EARLY = BEGINS + timedelta(days=5, hours=13)


def open_for(db: Session, cohort: Cohort, person: Person, *, key: str = "module-2") -> None:
    """A facilitator opens a module for one person."""
    unlock_module(db, person, cohort=cohort, module_key=key, person_id=person.id, now=EARLY)


@pytest.mark.parametrize("channel", ["email", "call", "post"])
def test_one_person_is_told_at_once_by_their_own_way(
    db: Session, cohort: Cohort, person: Person, channel: str
) -> None:
    other = make_member(db, cohort)
    person.channel, person.phone = channel, "+447700900123"
    db.flush()
    for _ in range(2):
        open_for(db, cohort, person)
    letter = letters(db, person)["module-2"]
    assert (letter.channel, letter.due_at, letter.cohort_id) == (channel, EARLY, cohort.id)
    draft = at_sending(db, letter, EARLY)
    assert isinstance(draft, Draft)
    assert draft.subject == "Module 2 is open: Module title 2"
    assert letters(db, other) == {}


def test_when_it_opens_for_everybody_they_do_not_hear_of_it_again(
    db: Session, cohort: Cohort, person: Person
) -> None:
    other = make_member(db, cohort)
    open_for(db, cohort, person)
    db.execute(update(Letter).values(state="sent", sent_at=EARLY))
    assert plan_releases(db, BEGINS + timedelta(days=7)) == 1
    assert set(letters(db, other)) == {"module-2"}
    assert letters(db, person)["module-2"].state == "sent"


def test_at_night_the_letter_waits_for_the_morning(
    db: Session, cohort: Cohort, person: Person
) -> None:
    night = BEGINS + timedelta(days=5, hours=3)
    unlock_module(db, person, cohort=cohort, module_key="module-2", person_id=person.id, now=night)
    assert letters(db, person)["module-2"].due_at == night + timedelta(hours=5)


def test_whoever_left_or_has_opened_it_meanwhile_gets_none(
    db: Session, cohort: Cohort, person: Person
) -> None:
    other = make_member(db, cohort)
    for one in (person, other):
        open_for(db, cohort, one)
    leave(db, person, cohort_id=cohort.id, now=EARLY)
    assert letters(db, person)["module-2"].state == "lapsed"
    open_step(db, other, 2)
    answer = at_sending(db, letters(db, other)["module-2"], EARLY)
    assert answer == Lapse("They have opened it already.")


def test_who_was_to_do_other_modules_first_is_told_when_it_is_opened_for_them(
    db: Session, cohort: Cohort, person: Person
) -> None:
    module(db, 2).needs = ["module-1"]
    db.flush()
    plan_releases(db, BEGINS + timedelta(days=7))
    letter = letters(db, person)["module-2"]
    assert at_sending(db, letter, letter.due_at) == Lapse(OTHERS_FIRST)
    db.execute(update(Letter).values(state="lapsed", reason=OTHERS_FIRST))
    open_for(db, cohort, person)
    letter = letters(db, person)["module-2"]
    assert letter.state == "due"
    assert isinstance(at_sending(db, letter, letter.due_at), Draft)


def test_what_is_open_to_everybody_is_no_news_to_one(
    db: Session, cohort: Cohort, person: Person
) -> None:
    open_for(db, cohort, person, key="module-1")
    assert letters(db, person) == {}


def test_nobody_is_told_who_has_not_joined_or_where_the_cohort_sends_no_such_letters(
    db: Session, cohort: Cohort, person: Person
) -> None:
    open_for(db, cohort, make_member(db, cohort, state="invited"))
    open_for(db, cohort, make_facilitator(db, cohort))
    cohort.reminders = ["day_before"]
    open_for(db, cohort, person)
    assert letters(db) == {}

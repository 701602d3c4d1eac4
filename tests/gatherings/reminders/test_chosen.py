"""Reminders that a cohort chose, switched on and off; and people who want none."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.models.cohorts import REMINDERS
from app.cohorts.rules.reminders import SWITCHED_OFF
from app.gatherings.actions.choose_reminders import choose_reminders
from app.gatherings.actions.remind import plan_reminders
from app.gatherings.kinds import ReminderKind
from app.gatherings.models import Reply
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from app.post.rules import NOT_WANTED
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.gatherings.reminders.waiting import START, at_sending, reasons, waiting
from tests.make.cohorts import make_cohort, make_enrolment, make_member
from tests.make.desks import desk_at
from tests.make.gatherings import make_gathering
from tests.make.people import make_person


def test_people_are_reminded_by_the_rules_of_their_own_cohort(db: Session) -> None:
    few, none = make_cohort(db), make_cohort(db)
    few.reminders = ["morning_of", "three_days_before"]
    none.reminders = []
    persons = [make_member(db, cohort) for cohort in (few, none)]
    for cohort in (few, none):
        make_gathering(db, cohort, starts_at=START)
    assert plan_reminders(db, NOON) == 2
    assert waiting(db, persons[0]) == ["three_days_before", "morning_of"]
    assert waiting(db, persons[1]) == []


def test_switching_a_rule_off_lapses_what_waits_and_switching_it_on_plans_it(
    db: Session, count_statements: CountStatements
) -> None:
    cohort, other = make_cohort(db), make_cohort(db)
    for one in (cohort, other):
        make_member(db, one)
        make_gathering(db, one, starts_at=START)
    make_gathering(db, cohort, title="Second", starts_at=START + timedelta(days=1))
    plan_reminders(db, NOON)
    assert len(waiting(db)) == 9
    chosen = ["two_weeks_before", "day_before", "hour_before", "nonsense"]
    with count_statements() as statements:
        assert choose_reminders(db, cohort_id=cohort.id, chosen=chosen, now=NOON)
    assert len(statements) <= 7
    assert sorted(waiting(db)) == sorted(
        ["two_weeks_before", "day_before", "hour_before"] * 2
        + ["week_before", "day_before", "hour_before"]
    )
    assert reasons(db) == {("week_before", SWITCHED_OFF)}
    db.expire_all()
    assert cohort.reminders == ["two_weeks_before", "day_before", "hour_before"]
    assert not choose_reminders(db, cohort_id=cohort.id, chosen=chosen, now=NOON)
    assert choose_reminders(db, cohort_id=cohort.id, chosen=REMINDERS, now=NOON)
    assert len(waiting(db)) == 9
    assert reasons(db) == {("two_weeks_before", SWITCHED_OFF)}


def test_switching_off_letters_about_modules_or_catching_up_lapses_those_too(db: Session) -> None:
    cohort, other = make_cohort(db), make_cohort(db)
    for one in (cohort, other):
        person = make_member(db, one)
        for kind in ("catch_up", "release", "cancelled"):
            letter = Letter(person_id=person.id, kind=kind, about_id=one.id, cohort_id=one.id)
            letter.due_at = letter.created_at = NOON
            db.add(letter)
    db.flush()
    choose_reminders(db, cohort_id=cohort.id, chosen=["day_before", "release"], now=NOON)
    lapsed = db.execute(select(Letter.cohort_id, Letter.kind).where(Letter.state == "lapsed"))
    assert set(lapsed) == {(cohort.id, "catch_up")}


def test_a_rule_that_was_switched_off_meanwhile_does_not_go(db: Session) -> None:
    cohort = make_cohort(db)
    make_member(db, cohort)
    make_gathering(db, cohort, starts_at=START)
    plan_reminders(db, NOON)
    db.execute(update(Cohort).values(reminders=["day_before"]))
    answers = at_sending(db, START - timedelta(days=1))
    assert answers["week_before"] == Lapse(SWITCHED_OFF)
    assert isinstance(answers["day_before"], Draft)


@pytest.mark.parametrize("said", ["sorry", "waiting"])
def test_whoever_said_that_they_do_not_come_is_not_reminded(db: Session, said: str) -> None:
    cohort = make_cohort(db)
    gathering = make_gathering(db, cohort, starts_at=START)
    person = make_member(db, cohort)
    coming = make_member(db, cohort)
    plan_reminders(db, NOON)
    for who, answer in ((person, said), (coming, "coming")):
        enrolment = db.scalars(select(Enrolment).where(Enrolment.person_id == who.id)).one()
        reply = Reply(gathering_id=gathering.id, enrolment_id=enrolment.id, answer=answer)
        reply.answered_at = NOON
        db.add(reply)
    db.flush()
    letters = db.scalars(select(Letter).where(Letter.occurrence == "day_before")).all()
    answers = ReminderKind().prepare(db, letters, desk_at(START - timedelta(days=1)))
    by_person = {letter.person_id: answers[letter.id] for letter in letters}
    assert isinstance(by_person[person.id], Lapse)
    assert isinstance(by_person[coming.id], Draft)
    db.execute(update(Letter).where(Letter.person_id == person.id).values(state="lapsed"))
    assert plan_reminders(db, NOON) == 0
    db.execute(update(Reply).values(answer="coming"))
    assert plan_reminders(db, NOON) == 3


@pytest.mark.parametrize("state", ["asked", "waiting", "offered", "invited", "declined", "left"])
def test_nobody_is_reminded_before_they_said_yes_or_after_they_left(
    db: Session, state: str
) -> None:
    cohort = make_cohort(db)
    make_gathering(db, cohort, starts_at=START)
    make_enrolment(db, cohort, make_person(db), state=state)
    assert plan_reminders(db, NOON) == 0


def test_a_letter_that_its_person_did_not_want_is_not_planned_every_minute(db: Session) -> None:
    cohort = make_cohort(db)
    make_member(db, cohort)
    make_gathering(db, cohort, starts_at=NOON + timedelta(days=5))
    plan_reminders(db, NOON)
    week = Letter.occurrence == "week_before"
    db.execute(update(Letter).where(week).values(state="lapsed", reason=NOT_WANTED))
    assert plan_reminders(db, NOON + timedelta(minutes=1)) == 0

"""Reminders are planned once for each person."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.actions.departure import leave
from app.gatherings.actions.bring import bring_sessions
from app.gatherings.actions.remind import plan_reminders
from app.gatherings.queries.letters import letter_counts
from app.people.models import Person
from app.post.models import Letter
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import make_gathering

START = NOON + timedelta(days=10)


def occurrences(db: Session, person: Person) -> dict[str, datetime]:
    """The reminders of a person with their moments."""
    mine = select(Letter).where(Letter.person_id == person.id, Letter.kind == "reminder")
    return {letter.occurrence: letter.due_at for letter in db.scalars(mine)}


def test_everybody_who_joined_gets_each_reminder_once(db: Session) -> None:
    cohort = make_cohort(db)
    gathering = make_gathering(db, cohort, starts_at=START)
    joined = [make_member(db, cohort), make_facilitator(db, cohort)]
    for state in ("invited", "declined", "left"):
        make_member(db, cohort, state=state)
    on_paper = make_member(db, cohort, email=None)
    make_member(db, make_cohort(db))
    assert plan_reminders(db, NOON, gathering.id) == 9
    assert plan_reminders(db, NOON) == 0
    assert set(
        db.execute(select(Letter.channel, Letter.person_id == on_paper.id, Letter.cohort_id))
    ) == {("email", False, cohort.id), ("post", True, cohort.id)}
    for person in joined:
        assert sorted(occurrences(db, person)) == ["day_before", "hour_before", "week_before"]


def test_two_workers_planning_at_once_plan_each_letter_once(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        make_gathering(db, cohort, starts_at=START)
        for _ in range(50):
            make_member(db, cohort)
    together = Barrier(2)

    def tick(_: int) -> int:
        together.wait(10)
        with sessions.begin() as db:
            return plan_reminders(db, NOON)

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(tick, range(2))) == 150


def test_somebody_who_joins_late_is_reminded_of_what_is_ahead(db: Session) -> None:
    cohort = make_cohort(db)
    make_gathering(db, cohort, starts_at=START)
    early = make_member(db, cohort)
    plan_reminders(db, NOON)
    late = make_member(db, cohort)
    now = START - timedelta(hours=20)
    assert plan_reminders(db, now) == 1
    assert occurrences(db, late) == {"hour_before": START - timedelta(hours=1)}
    assert len(occurrences(db, early)) == 3


def test_a_session_planned_at_short_notice_sends_one_letter_and_no_reminder_beside_it(
    db: Session,
) -> None:
    cohort = make_cohort(db)
    person = make_member(db, cohort)
    make_gathering(db, cohort, starts_at=NOON + timedelta(minutes=30))
    plan_reminders(db, NOON)
    assert bring_sessions(db, NOON) == 1
    letters = select(Letter.kind).where(Letter.person_id == person.id, Letter.due_at <= NOON)
    assert list(db.scalars(letters)) == ["session"]


@pytest.mark.parametrize("after", [timedelta(0), timedelta(minutes=5)])
def test_nothing_is_planned_once_a_session_has_begun(db: Session, after: timedelta) -> None:
    cohort = make_cohort(db)
    make_member(db, cohort)
    make_gathering(db, cohort, starts_at=START)
    assert plan_reminders(db, START + after) == 0


def test_somebody_who_left_and_came_back_is_reminded_again(db: Session) -> None:
    cohort = make_cohort(db)
    person = make_member(db, cohort)
    make_gathering(db, cohort, starts_at=START)
    plan_reminders(db, NOON)
    db.execute(update(Letter).values(state="lapsed", reason="They left."))
    assert plan_reminders(db, NOON) == 3
    states = db.scalars(select(Letter.state).where(Letter.person_id == person.id)).all()
    assert states == ["due"] * 3


def test_a_tick_that_finds_nothing_new_locks_no_letter(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        make_member(db, cohort)
        make_gathering(db, cohort, starts_at=START)
        plan_reminders(db, NOON)
    with sessions() as first, sessions() as second:
        plan_reminders(first, NOON)
        second.execute(text("SET LOCAL lock_timeout = '200ms'"))
        changed = second.execute(update(Letter).values(tries=1))
        assert changed.rowcount == 3  # type: ignore[attr-defined]


def test_planning_costs_two_statements_for_any_number(
    db: Session, count_statements: CountStatements
) -> None:
    for number in (2, 30):
        cohort = make_cohort(db)
        for _ in range(number):
            make_member(db, cohort)
            make_gathering(db, cohort, starts_at=START)
        with count_statements() as statements:
            plan_reminders(db, NOON)
        assert len(statements) == 2


def test_a_facilitator_sees_what_became_of_the_letters(db: Session) -> None:
    cohort = make_cohort(db)
    gathering = make_gathering(db, cohort, starts_at=START)
    people = [make_member(db, cohort) for _ in range(3)]
    plan_reminders(db, NOON)
    week = (Letter.occurrence == "week_before", Letter.person_id == people[0].id)
    db.execute(update(Letter).where(*week).values(state="sent"))
    leave(db, people[1], cohort_id=cohort.id, now=NOON)
    found = [
        (count.occurrence, count.fate, count.letters) for count in letter_counts(db, gathering.id)
    ]
    assert found == [
        ("week_before", "lapsed", 1),
        ("week_before", "sent", 1),
        ("week_before", "waiting", 1),
        ("day_before", "lapsed", 1),
        ("day_before", "waiting", 2),
        ("hour_before", "lapsed", 1),
        ("hour_before", "waiting", 2),
    ]

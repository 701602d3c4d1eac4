"""Reminders of a session that moves or is called off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.gatherings.actions.remind import plan_reminders, replan_reminders
from app.gatherings.models import Gathering
from app.gatherings.rules.reminders import MOVED
from app.post.kinds import Lapse
from app.post.models import Letter
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.gatherings.reminders.waiting import START, at_sending, reasons, waiting
from tests.make.cohorts import make_cohort, make_member
from tests.make.gatherings import make_gathering


def move(db: Session, gatherings: Sequence[Gathering], by: timedelta, now: datetime) -> None:
    """Move sessions as facilitators do, and put their reminders right."""
    for gathering in gatherings:
        gathering.starts_at += by
        gathering.ends_at += by
        gathering.moves += 1
        gathering.changed_at = now
    db.flush()
    replan_reminders(db, [gathering.id for gathering in gatherings], now)


def test_reminders_move_with_their_session(db: Session) -> None:
    cohort = make_cohort(db)
    person = make_member(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    plan_reminders(db, NOON)
    move(db, [gathering], timedelta(hours=1), NOON)
    assert waiting(db, person) == ["week_before.1", "day_before.1", "hour_before.1"]
    assert reasons(db) == {(name, MOVED) for name in ("week_before", "day_before", "hour_before")}
    move(db, [gathering], timedelta(days=1), NOON)
    assert waiting(db, person) == ["week_before.2", "day_before.2", "hour_before.2"]
    due = db.scalar(select(Letter.due_at).where(Letter.occurrence == "hour_before.2"))
    assert due == START + timedelta(days=1)
    assert plan_reminders(db, NOON) == 0


def test_a_reminder_of_an_old_start_lapses_even_when_nobody_took_it_back(db: Session) -> None:
    cohort = make_cohort(db)
    make_member(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    plan_reminders(db, NOON)
    gathering.moves, gathering.starts_at = 1, START + timedelta(hours=1)
    gathering.ends_at += timedelta(hours=1)
    db.flush()
    assert at_sending(db, START - timedelta(days=1))["day_before"] == Lapse(MOVED)


def test_a_move_reminds_nobody_at_once_since_they_were_told_of_it(db: Session) -> None:
    cohort = make_cohort(db)
    told = make_member(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    plan_reminders(db, NOON)
    now = START - timedelta(days=3)
    move(db, [gathering], timedelta(hours=1), now)
    assert waiting(db, told) == ["day_before.1", "hour_before.1"]
    late = make_member(db, cohort)
    late_seat = db.scalars(select(Enrolment).where(Enrolment.person_id == late.id)).one()
    late_seat.joined_at = now + timedelta(hours=1)
    db.flush()
    assert plan_reminders(db, now + timedelta(hours=1)) == 2
    assert waiting(db, late) == ["day_before.1", "hour_before.1"]


def test_a_session_that_is_off_has_no_reminders_left(db: Session) -> None:
    cohort = make_cohort(db)
    make_member(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    plan_reminders(db, NOON)
    gathering.state = "cancelled"
    db.flush()
    assert replan_reminders(db, [gathering.id], NOON) == 0
    assert waiting(db) == []
    assert {reason for _, reason in reasons(db)} == {"The session was called off."}


def test_a_whole_series_is_put_right_in_three_statements(
    db: Session, count_statements: CountStatements
) -> None:
    cohort = make_cohort(db)
    for _ in range(4):
        make_member(db, cohort)
    for number in (2, 12):
        gatherings = [
            make_gathering(db, cohort, starts_at=START + timedelta(days=7 * week))
            for week in range(number)
        ]
        plan_reminders(db, NOON)
        for gathering in gatherings:
            gathering.starts_at += timedelta(minutes=30)
            gathering.moves += 1
        db.flush()
        with count_statements() as statements:
            planned = replan_reminders(db, [one.id for one in gatherings], NOON)
        assert len(statements) == 3
        assert planned == number * 4 * 3
    assert replan_reminders(db, [], NOON) == 0

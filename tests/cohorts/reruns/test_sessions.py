"""Sessions of a cohort that runs again, on their new days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, time

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.errors import CohortNameNeeded, StrangeStart
from app.cohorts.models import Cohort
from app.gatherings.actions.rerun import NewDay, rerun_cohort
from app.gatherings.errors.series import RowsRefused
from app.gatherings.models import Gathering
from app.kit.db import new_id
from app.kit.errors import NotFound
from app.kit.times import NoSuchTime, say_moment
from app.syllabus.queries import modules_of
from tests.clock import NOON
from tests.make.progress import make_edition, make_module
from tests.make.reruns import AGAIN, LONDON, Old, sessions_in


def test_sessions_keep_their_weekday_and_time_of_the_wall_clock(db: Session, old: Old) -> None:
    made = rerun_cohort(db, old.lead, old.cohort, old.plan(), now=NOON)
    sessions = sessions_in(db, made)
    assert [say_moment(one.starts_at, LONDON) for one in sessions] == [
        "Tuesday 7 September 2027, 10am (UK time)",
        "Tuesday 5 October 2027, 10am (UK time)",
        "Tuesday 2 November 2027, 10am (UK time)",
    ]
    assert [one.starts_at.astimezone(UTC).hour for one in sessions] == [9, 9, 10]
    assert made.starts_on == AGAIN


def test_a_newer_edition_takes_the_sessions_by_the_keys_of_their_modules(
    db: Session, old: Old
) -> None:
    newer = make_edition(db)
    for number in (1, 3):
        make_module(db, newer.id, number)
    made = rerun_cohort(db, old.lead, old.cohort, old.plan(edition_key=newer.key), now=NOON)
    first, last = (module.id for module in modules_of(db, newer.id))
    assert made.edition_id == newer.id
    assert [one.module_id for one in sessions_in(db, made)] == [first, None, last]


def test_a_session_that_does_not_fit_opens_nothing(db: Session, old: Old) -> None:
    plan = old.plan()
    days = {
        **plan.sessions,
        0: replace(plan.sessions[0], day=date(2027, 3, 28), clock=time(1, 30)),
    }
    with pytest.raises(RowsRefused) as refused:
        rerun_cohort(db, old.lead, old.cohort, replace(plan, sessions=days), now=NOON)
    assert {number: type(fault) for number, fault in refused.value.faults.items()} == {
        0: NoSuchTime
    }
    for change, refusal in (
        ({"name": " "}, CohortNameNeeded),
        ({"starts_on": date(2072, 1, 1)}, StrangeStart),
        ({"edition_key": "nowhere"}, NotFound),
        ({"sessions": {0: replace(plan.sessions[0], source_id=new_id())}}, NotFound),
    ):
        with pytest.raises(refusal):
            rerun_cohort(db, old.lead, old.cohort, replace(plan, **change), now=NOON)
    assert db.scalar(select(func.count()).select_from(Cohort)) == 1


def test_what_was_called_off_is_not_taken_over(db: Session, old: Old) -> None:
    session = db.scalars(select(Gathering).where(Gathering.title == "Called off")).one()
    day = NewDay(session.id, session.title, AGAIN, time(10))
    with pytest.raises(NotFound):
        rerun_cohort(db, old.lead, old.cohort, old.plan(sessions={0: day}), now=NOON)


def test_a_cohort_without_sessions_can_be_run_again(db: Session, old: Old) -> None:
    made = rerun_cohort(db, old.lead, old.cohort, old.plan(sessions={}), now=NOON)
    assert sessions_in(db, made) == []

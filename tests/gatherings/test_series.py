"""Series of sessions: planned all together or not at all, and only once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.models import Cohort
from app.gatherings import errors
from app.gatherings.actions.series import SeriesPlan, plan_series
from app.gatherings.errors.series import NoSessionLeft, RowsRefused, TooManySessions
from app.gatherings.models import Gathering, GatheringSeries
from app.kit.errors import NotFound
from app.kit.times import NoSuchTime
from app.post.models import Letter
from app.progress.models import SessionEnd
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.gatherings.planned_series import modules_in_order, session, weekly
from tests.make.cohorts import make_cohort, make_facilitator, make_member


def test_all_sessions_of_a_series_belong_together_and_have_reminders(
    db: Session, course: Cohort
) -> None:
    make_member(db, course)
    actor = make_facilitator(db, course)
    modules = modules_in_order(db, course)
    rows = {
        number: session(
            date(2027, 3, 2 + number), module_id=module_id, offers=("hearing_loop",), capacity=12
        )
        for number, module_id in enumerate(modules)
    }
    made = plan_series(db, actor, SeriesPlan(rows), cohort=course, now=NOON)
    sessions = db.scalars(select(Gathering).order_by(Gathering.starts_at)).all()
    assert {one.series_id for one in sessions} == {made.id}
    assert [one.module_id for one in sessions] == modules
    assert {(one.access, one.capacity, one.place) for one in sessions} == {
        ("Hearing loop", 12, "Hall")
    }
    assert db.scalar(select(func.count()).select_from(Letter)) == 2 * 3 * 3
    ends = db.scalars(select(SessionEnd.ends_at).order_by(SessionEnd.ends_at)).all()
    assert ends == [one.ends_at for one in sessions]


def test_one_session_that_does_not_fit_keeps_all_from_being_planned(db: Session) -> None:
    cohort = make_cohort(db)
    plan = SeriesPlan(
        {
            0: session(date(2027, 3, 2)),
            1: session(date(2027, 3, 28), time(1, 30)),
            2: session(date(2026, 3, 2)),
            3: session(date(2027, 3, 2), title=" "),
            4: session(date(2027, 3, 2), module_id=uuid4()),
        }
    )
    with pytest.raises(RowsRefused) as refused:
        plan_series(db, make_facilitator(db, cohort), plan, cohort=cohort, now=NOON)
    assert {number: type(fault) for number, fault in refused.value.faults.items()} == {
        1: NoSuchTime,
        2: errors.InThePast,
        3: errors.TitleNeeded,
        4: errors.ModuleUnknown,
    }
    for table in (Gathering, GatheringSeries, Letter):
        assert db.scalar(select(func.count()).select_from(table)) == 0


def test_a_series_has_some_sessions_and_not_too_many(db: Session) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    with pytest.raises(NoSessionLeft):
        plan_series(db, actor, SeriesPlan({}), cohort=cohort, now=NOON)
    with pytest.raises(TooManySessions):
        plan_series(db, actor, weekly(date(2027, 3, 2), 51), cohort=cohort, now=NOON)


def test_a_form_sent_twice_at_once_makes_one_series(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        actor = make_facilitator(db, cohort)
    plan = weekly(date(2027, 3, 2), 5)
    together = Barrier(2)

    def send(_: int) -> tuple[UUID, bool]:
        together.wait(10)
        with sessions.begin() as db:
            made = plan_series(db, actor, plan, cohort=cohort, now=NOON)
            return made.id, made.is_new

    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(send, range(2)))
    assert len({series_id for series_id, _ in both}) == 1
    assert sorted(is_new for _, is_new in both) == [False, True]
    with sessions() as db:
        assert db.scalar(select(func.count()).select_from(Gathering)) == 5
        assert db.scalar(select(func.count()).select_from(Letter)) == 15


def test_the_key_of_another_cohorts_form_finds_nothing(db: Session) -> None:
    plan, cohort, other = weekly(date(2027, 3, 2), 2), make_cohort(db), make_cohort(db)
    plan_series(db, make_facilitator(db, cohort), plan, cohort=cohort, now=NOON)
    with pytest.raises(NotFound):
        plan_series(db, make_facilitator(db, other), plan, cohort=other, now=NOON)


def test_a_series_costs_the_same_however_long_it_is_and_however_many_come(
    db: Session, course: Cohort, count_statements: CountStatements
) -> None:
    actor = make_facilitator(db, course)
    module_id = modules_in_order(db, course)[0]
    sent = []
    for number, people in ((2, 1), (40, 60)):
        for _ in range(people):
            make_member(db, course)
        days = [date(2027, 3, 2) + timedelta(weeks=week) for week in range(number)]
        rows = {place: session(day, module_id=module_id) for place, day in enumerate(days)}
        with count_statements() as statements:
            plan_series(db, actor, SeriesPlan(rows), cohort=course, now=NOON)
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 8

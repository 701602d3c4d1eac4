"""Moving the sessions of a series: which of them go, and what goes along."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.gatherings.actions.remind import plan_reminders
from app.gatherings.actions.series_changes import (
    SeriesCallOff,
    SeriesMove,
    call_off_sessions,
    move_sessions,
)
from app.gatherings.errors.changes import (
    NothingToMove,
    ScopeNeeded,
    SeriesChangedMeanwhile,
    SomeCannotMove,
)
from app.gatherings.kinds.changed import SeriesMovedKind
from app.gatherings.models import Gathering
from app.gatherings.rules.series_changes import LATER, ONE, WHOLE, Shift
from app.post.models import Letter
from app.progress.models import SessionEnd
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.gatherings.changing import change_to, states
from tests.gatherings.series_changes.saying_yes import AN_HOUR, START, move, on_the_wall, seen
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.desks import desk_at
from tests.make.gatherings import make_series
from tests.make.progress import make_way


def test_this_one_and_later_ones_or_only_this_one(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    sessions = make_series(db, cohort, 4)
    assert move(db, farah, sessions[2], cohort, scope=LATER) == 2
    assert move(db, farah, sessions[0], cohort, scope=ONE, shift=Shift(minutes=-30)) == 1
    assert on_the_wall(sessions) == [
        "30 Jan 11:30",
        "06 Feb 12:00",
        "13 Feb 13:00",
        "20 Feb 13:00",
    ]
    assert states(db, farah, "moved") == {"1": "due"}


def test_sessions_that_have_begun_or_are_off_stay_where_they_are(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    sessions = make_series(db, cohort, 4)
    sessions[2].state = "cancelled"
    db.flush()
    now = START + timedelta(minutes=5)
    assert move(db, farah, sessions[1], cohort, now=now) == 2
    assert on_the_wall(sessions) == [
        "30 Jan 12:00",
        "06 Feb 13:00",
        "13 Feb 12:00",
        "20 Feb 13:00",
    ]
    with pytest.raises(NothingToMove):
        move(db, farah, sessions[0], cohort, now=START + timedelta(days=60))


def test_a_session_cannot_move_into_the_past(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    sessions = make_series(db, cohort, 2, starts_at=NOON + timedelta(hours=2))
    with pytest.raises(SomeCannotMove):
        move(db, farah, sessions[0], cohort, Shift(minutes=-120))
    assert move(db, farah, sessions[0], cohort, Shift(minutes=-119)) == 2


def test_reminders_and_the_ends_that_steps_wait_for_go_along(db: Session) -> None:
    way = make_way(db)
    farah = make_facilitator(db, way.cohort)
    sessions = make_series(db, way.cohort, 2, module_ids=[way.modules[0].id])
    plan_reminders(db, NOON)
    move(db, farah, sessions[0], way.cohort)
    found = states(db, farah, "reminder")
    assert found == {
        "week_before": "lapsed",
        "day_before": "lapsed",
        "hour_before": "lapsed",
        "week_before.1": "due",
        "day_before.1": "due",
        "hour_before.1": "due",
    }
    assert db.scalars(select(SessionEnd.ends_at)).all() == [START + timedelta(hours=2)]


def test_what_was_changed_since_it_was_looked_at_is_not_moved(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    sessions = make_series(db, cohort, 2)
    old = SeriesMove(WHOLE, AN_HOUR, seen(db, sessions[0], WHOLE), uuid4())
    change_to(db, farah, sessions[1], cohort, place="The library")
    with pytest.raises(SeriesChangedMeanwhile):
        move_sessions(db, farah, old, gathering=sessions[0], cohort=cohort, now=NOON)
    assert [one.moves for one in sessions] == [0, 0]


def test_it_must_be_clear_which_sessions_are_meant(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    sessions = make_series(db, cohort, 2)
    wanted = SeriesMove("some", AN_HOUR, "", uuid4())
    with pytest.raises(ScopeNeeded):
        move_sessions(db, farah, wanted, gathering=sessions[0], cohort=cohort, now=NOON)


def test_the_same_yes_twice_at_once_moves_once(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        farah = make_facilitator(db, cohort)
        made = make_series(db, cohort, 3)
        wanted = SeriesMove(WHOLE, AN_HOUR, seen(db, made[0], WHOLE), uuid4())
    together = Barrier(2)

    def press(_: int) -> int:
        together.wait(10)
        with sessions.begin() as db:
            gathering = db.get_one(Gathering, made[0].id)
            return move_sessions(db, farah, wanted, gathering=gathering, cohort=cohort, now=NOON)

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(press, range(2))) == [3, 3]
    with sessions() as db:
        assert db.scalars(select(Gathering.moves)).all() == [1, 1, 1]
        assert db.scalar(select(func.count()).select_from(Letter)) == 1 + 3 * 3


@pytest.mark.parametrize("number", [10, 40])
def test_the_statements_are_the_same_for_ten_sessions_or_forty(
    db: Session, count_statements: CountStatements, number: int
) -> None:
    way = make_way(db)
    farah = make_facilitator(db, way.cohort)
    for _ in range(number):
        make_member(db, way.cohort)
    sessions = make_series(db, way.cohort, number, module_ids=[way.modules[0].id])
    plan_reminders(db, NOON)
    mark = seen(db, sessions[0], WHOLE)
    with count_statements() as statements:
        move_sessions(
            db,
            farah,
            SeriesMove(WHOLE, AN_HOUR, mark, uuid4()),
            gathering=sessions[0],
            cohort=way.cohort,
            now=NOON,
        )
    assert len(statements) == 12
    about = db.scalars(select(Letter).where(Letter.kind == "series_moved")).all()
    with count_statements() as statements:
        SeriesMovedKind().prepare(db, about, desk_at(NOON))
    assert len(statements) == 5
    off = SeriesCallOff(WHOLE, seen(db, sessions[0], WHOLE), uuid4())
    with count_statements() as statements:
        call_off_sessions(db, farah, off, gathering=sessions[0], now=NOON)
    assert len(statements) == 9

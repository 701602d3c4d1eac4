"""A series that moves where the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from app.gatherings.errors.changes import SomeCannotMove
from app.gatherings.queries.series_changes import new_times
from app.gatherings.rules.series_changes import Shift
from app.kit.times import in_zone
from tests.clock import NOON
from tests.gatherings.series_changes.saying_yes import move
from tests.make.cohorts import make_cohort, make_facilitator
from tests.make.gatherings import make_series


@pytest.mark.parametrize(
    ("shift", "clocks"),
    [
        # From 12pm in winter time; the clocks go forward on 28 March.
        (Shift(minutes=60), ["13:00", "13:00", "13:00"]),
        (Shift(clock=time(18, 30)), ["18:30", "18:30", "18:30"]),
        (Shift(minutes=-90), ["10:30", "10:30", "10:30"]),
    ],
)
def test_times_are_those_of_the_wall_also_where_the_clocks_change(
    db: Session, shift: Shift, clocks: list[str]
) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    days = [(2027, 3, 21, 12), (2027, 3, 28, 11), (2027, 4, 4, 11)]
    sessions = make_series(db, cohort, 3)
    for session, (year, month, day, hour) in zip(sessions, days, strict=True):
        session.starts_at = datetime(year, month, day, hour, tzinfo=UTC)
        session.ends_at = session.starts_at + timedelta(hours=1)
    db.flush()
    move(db, farah, sessions[0], cohort, shift)
    assert [f"{in_zone(one.starts_at, 'Europe/London'):%H:%M}" for one in sessions] == clocks
    assert {one.ends_at - one.starts_at for one in sessions} == {timedelta(hours=1)}


def test_a_move_across_the_night_of_the_change_keeps_the_time_on_the_wall(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    # Saturday 30 October at noon, summer time; a day later it is winter time.
    (session,) = make_series(db, cohort, 1, starts_at=datetime(2027, 10, 30, 11, tzinfo=UTC))
    move(db, farah, session, cohort, Shift(minutes=24 * 60))
    assert session.starts_at == datetime(2027, 10, 31, 12, tzinfo=UTC)


def test_a_time_that_the_clocks_skip_is_shown_and_nothing_moves(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    sessions = make_series(db, cohort, 2, starts_at=datetime(2027, 3, 21, 12, tzinfo=UTC))
    shift = Shift(clock=time(1, 30))
    times = new_times(sessions, shift, cohort.time_zone, NOON)
    assert [one.fault for one in times] == [
        "",
        "The clocks go forward then, so that time does not exist. Choose another time.",
    ]
    with pytest.raises(SomeCannotMove):
        move(db, farah, sessions[0], cohort, shift)
    assert [one.moves for one in sessions] == [0, 0]

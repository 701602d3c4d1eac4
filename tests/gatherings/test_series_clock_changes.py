"""A series keeps its time of the wall clock when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.gatherings.actions.series import SeriesPlan, faults_in, plan_series
from app.gatherings.models import Gathering
from app.kit.times import NoSuchTime, in_zone, to_utc
from tests.clock import NOON
from tests.gatherings.planned_series import LONDON, ZONES, session, weekly
from tests.make.cohorts import make_cohort, make_facilitator


@pytest.mark.parametrize(
    ("first", "hours"),
    [
        # A Thursday before and the one after 28 March 2027; the same for 31 October.
        (date(2027, 3, 25), [10, 9]),
        (date(2027, 10, 28), [9, 10]),
    ],
)
def test_a_series_at_ten_stays_at_ten_when_the_clocks_change(
    db: Session, first: date, hours: list[int]
) -> None:
    cohort = make_cohort(db)
    plan_series(db, make_facilitator(db, cohort), weekly(first, 2), cohort=cohort, now=NOON)
    made = db.scalars(select(Gathering).order_by(Gathering.starts_at)).all()
    assert [one.starts_at.astimezone(UTC).hour for one in made] == hours
    assert {in_zone(one.starts_at, LONDON).hour for one in made} == {10}


@pytest.mark.parametrize(
    ("now", "first", "hours"),
    [
        (datetime(2026, 1, 7, tzinfo=UTC), date(2026, 3, 24), [10, 9]),
        (datetime(2026, 1, 7, tzinfo=UTC), date(2026, 10, 20), [9, 10]),
    ],
)
def test_so_it_does_in_the_year_of_the_pilot(
    db: Session, now: datetime, first: date, hours: list[int]
) -> None:
    cohort = make_cohort(db)
    plan_series(db, make_facilitator(db, cohort), weekly(first, 2), cohort=cohort, now=now)
    made = db.scalars(select(Gathering).order_by(Gathering.starts_at)).all()
    assert [one.starts_at.astimezone(UTC).hour for one in made] == hours


@given(ZONES, st.dates(date(2027, 2, 1), date(2029, 6, 1)), st.times())
def test_only_times_that_the_clocks_skip_are_faults(zone: str, day: date, clock: time) -> None:
    faults = faults_in(SeriesPlan({7: session(day, clock)}), zone, NOON)
    try:
        to_utc(day, clock, zone)
    except NoSuchTime:
        assert type(faults[7]) is NoSuchTime
    else:
        assert faults == {}

"""The days proposed for a series: their weekday, their rhythm, and holidays."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gatherings.rules.series import holiday, next_first_day, proposed_days, weeks_between
from app.kit.times import NoSuchTime, in_zone, to_utc
from tests.clock import NOON
from tests.gatherings.planned_series import LONDON, ZONES


@given(
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    st.integers(0, 6),
    st.times(),
    st.sampled_from([1, 2, 4]),
    st.integers(1, 20),
    ZONES,
)
def test_proposed_days_keep_their_weekday_and_rhythm_and_are_still_to_come(
    first: date, weekday: int, clock: time, weeks: int, number: int, zone: str
) -> None:
    days = proposed_days(first, weekday, clock, weeks=weeks, number=number, zone=zone, now=NOON)
    assert len(days) == number
    assert {day.weekday() for day in days} == {weekday}
    assert {after - before for before, after in itertools.pairwise(days)} <= {
        timedelta(weeks=weeks)
    }
    today = in_zone(NOON, zone).date()
    assert days[0] >= max(first, today)
    assert days[0] <= max(first, today) + timedelta(days=7)
    for day in days:
        try:
            moment = to_utc(day, clock, zone)
        except NoSuchTime:
            continue
        assert moment > NOON
        assert in_zone(moment, zone).replace(tzinfo=None) == datetime.combine(day, clock)


@pytest.mark.parametrize(("clock", "day"), [(time(11), 27), (time(12), 27), (time(13), 20)])
def test_a_time_that_has_passed_today_is_proposed_for_next_week(clock: time, day: int) -> None:
    wednesday = 2
    days = proposed_days(
        date(2027, 1, 4), wednesday, clock, weeks=1, number=1, zone=LONDON, now=NOON
    )
    assert days == [date(2027, 1, day)]


@given(
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.integers(0, 400),
)
def test_sessions_move_by_whole_weeks_and_never_nearer_to_the_first_day(
    old_first: date, new_first: date, later: int
) -> None:
    weeks = weeks_between(old_first, new_first)
    old, new = (
        old_first + timedelta(days=later),
        old_first + timedelta(days=later, weeks=weeks),
    )
    assert new.weekday() == old.weekday()
    assert later <= (new - new_first).days < later + 7


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_the_first_day_proposed_for_a_rerun_is_ahead_and_on_the_same_weekday(
    old_first: date, today: date
) -> None:
    proposed = next_first_day(old_first, today)
    assert proposed.weekday() == old_first.weekday()
    ahead = proposed - max(old_first, today)
    assert timedelta(weeks=4) <= ahead < timedelta(weeks=5)


def test_only_days_on_which_hardly_anybody_comes_are_holidays() -> None:
    days = [date(2027, 1, 1) + timedelta(days=number) for number in range(365)]
    found = {day: holiday(day) for day in days if holiday(day)}
    assert found == {
        date(2027, 1, 1): "New Year’s Day",
        date(2027, 12, 25): "Christmas Day",
        date(2027, 12, 26): "Boxing Day",
    }

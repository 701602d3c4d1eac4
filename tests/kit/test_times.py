"""Times in a cohort's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from app.kit import times

LONDON = "Europe/London"


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [
        (date(2027, 3, 27), time(10), datetime(2027, 3, 27, 10, tzinfo=UTC)),
        (date(2027, 3, 28), time(10), datetime(2027, 3, 28, 9, tzinfo=UTC)),
        (date(2027, 10, 30), time(10), datetime(2027, 10, 30, 9, tzinfo=UTC)),
        (date(2027, 10, 31), time(10), datetime(2027, 10, 31, 10, tzinfo=UTC)),
        # One in the morning comes twice that night; the first one counts.
        (date(2027, 10, 31), time(1, 30), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
    ],
)
def test_ten_in_london_is_right_across_both_clock_changes(
    day: date, clock: time, moment: datetime
) -> None:
    assert times.to_utc(day, clock, LONDON) == moment


def test_a_time_that_the_clocks_skip_is_refused_in_a_sentence() -> None:
    with pytest.raises(times.NoSuchTime, match="clocks go forward"):
        times.to_utc(date(2027, 3, 28), time(1, 30), LONDON)


def test_a_moment_is_said_with_its_day_time_and_zone() -> None:
    moment = datetime(2027, 7, 6, 13, 30, tzinfo=UTC)
    assert times.say_moment(moment, LONDON) == "Tuesday 6 July 2027, 2:30pm (UK time)"
    assert times.say_clock(datetime(2027, 1, 6, 0, 0, tzinfo=UTC), LONDON) == "12am"

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


# One o'clock to two comes twice in London that night: first in summer time, then in winter time.
FIRST_HALF_PAST_ONE = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
SECOND_HALF_PAST_ONE = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_time_that_comes_twice_says_which_of_the_two_it_is() -> None:
    assert (
        times.say_span(FIRST_HALF_PAST_ONE, SECOND_HALF_PAST_ONE, LONDON)
        == "Sunday 25 October 2026, 1:30am BST to 1:30am GMT (UK time)"
    )
    assert times.say_clock(FIRST_HALF_PAST_ONE, "Europe/Paris") == "2:30am CEST"
    assert times.say_clock(datetime(2027, 4, 3, 15, tzinfo=UTC), "Australia/Lord_Howe") == (
        "1:30am UTC+1030"
    )
    around = [datetime(2026, 10, 24, 23, 59, tzinfo=UTC), datetime(2026, 10, 25, 2, tzinfo=UTC)]
    assert [times.say_clock(moment, LONDON) for moment in around] == ["12:59am", "2am"]


def test_where_the_clocks_change_in_between_it_says_how_long_it_is() -> None:
    assert times.say_change_of_clocks(FIRST_HALF_PAST_ONE, SECOND_HALF_PAST_ONE, LONDON) == (
        "The clocks go back in between. It takes 1 hour."
    )
    spring = datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2027, 3, 28, 2, tzinfo=UTC)
    assert times.say_change_of_clocks(*spring, LONDON) == (
        "The clocks go forward in between. It takes 1 hour and 30 minutes."
    )
    assert times.say_change_of_clocks(*spring, "Asia/Kolkata") == ""


def test_what_ends_on_another_day_says_both_days() -> None:
    night = datetime(2027, 1, 6, 23, tzinfo=UTC), datetime(2027, 1, 7, 0, 45, tzinfo=UTC)
    assert times.say_span(*night, LONDON) == (
        "Wednesday 6 January 2027, 11pm (UK time) to Thursday 7 January 2027, 12:45am (UK time)"
    )

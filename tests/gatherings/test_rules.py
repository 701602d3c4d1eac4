"""When people are reminded, across the clock changes and at short notice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.cohorts.models.cohorts import REMINDERS
from app.gatherings.rules import clean_link, clean_text
from app.gatherings.rules.reminders import RULES, moment_of, reminders_wanted

LONDON = "Europe/London"
BY_NAME = {rule.name: rule for rule in RULES}
WEEK, DAY, HOUR = (BY_NAME[name] for name in ("week_before", "day_before", "hour_before"))


def utc(*parts: int) -> datetime:
    """A moment in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("starts_at", "week", "day", "hour"),
    [
        # Winter time throughout.
        (
            utc(2027, 2, 2, 10, 0),
            utc(2027, 1, 26, 10, 0),
            utc(2027, 2, 1, 10, 0),
            utc(2027, 2, 2, 9, 0),
        ),
        # The clocks went forward on 29 March 2026: ten o'clock stays ten o'clock.
        (
            utc(2026, 3, 30, 9, 0),
            utc(2026, 3, 23, 10, 0),
            utc(2026, 3, 29, 9, 0),
            utc(2026, 3, 30, 8, 0),
        ),
        # The clocks go back on 25 October 2026.
        (
            utc(2026, 10, 25, 10, 0),
            utc(2026, 10, 18, 9, 0),
            utc(2026, 10, 24, 9, 0),
            utc(2026, 10, 25, 9, 0),
        ),
        # The same in 2027: 28 March and 31 October.
        (
            utc(2027, 3, 29, 9, 0),
            utc(2027, 3, 22, 10, 0),
            utc(2027, 3, 28, 9, 0),
            utc(2027, 3, 29, 8, 0),
        ),
        (
            utc(2027, 11, 1, 10, 0),
            utc(2027, 10, 25, 9, 0),
            utc(2027, 10, 31, 10, 0),
            utc(2027, 11, 1, 9, 0),
        ),
    ],
)
def test_days_before_are_days_of_the_wall_clock(
    starts_at: datetime, week: datetime, day: datetime, hour: datetime
) -> None:
    assert [moment_of(rule, starts_at, LONDON) for rule in (WEEK, DAY, HOUR)] == [week, day, hour]


def test_a_reminder_at_a_time_that_the_clocks_skip_goes_an_hour_later_by_the_wall() -> None:
    # 1:30 on 29 March 2026 does not exist in London; the session is at 1:30 on the 30th.
    assert moment_of(DAY, utc(2026, 3, 30, 0, 30), LONDON) == utc(2026, 3, 29, 1, 30)


START = utc(2027, 2, 2, 10, 0)


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        (timedelta(days=8), ["week_before", "day_before", "hour_before"]),
        (timedelta(days=7), ["week_before", "day_before", "hour_before"]),
        (timedelta(days=3), ["week_before", "day_before", "hour_before"]),
        (timedelta(hours=5), ["day_before", "hour_before"]),
        (timedelta(minutes=40), ["hour_before"]),
        (timedelta(seconds=1), ["hour_before"]),
        (timedelta(0), []),
        (timedelta(days=-1), []),
    ],
)
def test_at_short_notice_only_the_latest_missed_reminder_is_wanted(
    before: timedelta, wanted: list[str]
) -> None:
    assert list(reminders_wanted(START, LONDON, START - before, REMINDERS)) == wanted


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("", ""),
        (" https://meet.example/a?b=c#d ", "https://meet.example/a?b=c#d"),
        ("HTTP://meet.example", "HTTP://meet.example"),
        ("javascript:alert(1)", None),
        ("data:text/html,hi", None),
        ("//meet.example", None),
        ("https://", None),
        ("https://meet example", None),
        ("https://meet.example/\n", "https://meet.example/"),
        ("https://meet.example/\x00", None),
        ("https://[broken", None),
        ("https://meet.example/" + "a" * 500, None),
        ("https://meet.example@evil.example/", None),
        ("https://a:b@evil.example/", None),
        ("https://meet.example/@room", "https://meet.example/@room"),
    ],
)
def test_only_whole_web_addresses_are_links(link: str, kept: str | None) -> None:
    assert clean_link(link) == kept


def test_a_text_keeps_its_lines_and_loses_what_no_database_takes() -> None:
    assert clean_text(" one\r\ntwo\x00\r\n ", 10) == "one\ntwo"
    assert clean_text("x" * 11, 10) is None


def test_a_text_keeps_nothing_that_turns_the_rest_of_the_page_round() -> None:
    assert clean_text("a\u202eb\u2066c\x1b[31m\x85d\te", 20) == "abc[31md e"

"""When each reminder is due, and which of them are wanted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.cohorts.models.cohorts import REMINDERS
from app.gatherings.rules.reminders import (
    NAMES,
    RULES,
    occurrence_of,
    reminders_wanted,
    rule_of,
)
from tests.clock import NOON

LONDON = "Europe/London"

EVERY = [rule.name for rule in RULES]


def utc(*parts: int) -> datetime:
    """A moment in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def test_a_cohort_holds_only_rules_that_there_are() -> None:
    assert set(REMINDERS) <= set(NAMES)
    assert len(set(NAMES)) == len(NAMES)


def test_every_rule_goes_in_its_turn() -> None:
    wanted = reminders_wanted(utc(2027, 2, 2, 10, 30), LONDON, utc(2027, 1, 1, 0, 0), NAMES)
    assert dict(wanted) == {
        "two_weeks_before": utc(2027, 1, 19, 10, 30),
        "week_before": utc(2027, 1, 26, 10, 30),
        "three_days_before": utc(2027, 1, 30, 10, 30),
        "day_before": utc(2027, 2, 1, 10, 30),
        "morning_of": utc(2027, 2, 2, 8, 0),
        "two_hours_before": utc(2027, 2, 2, 8, 30),
        "hour_before": utc(2027, 2, 2, 9, 30),
    }
    assert list(wanted) == EVERY


@pytest.mark.parametrize(
    ("starts_at", "wanted"),
    [
        # Summer time begins on 29 March 2026 at 01:00 UTC; the session is that day at ten.
        (
            utc(2026, 3, 29, 9, 0),
            {
                "two_weeks_before": utc(2026, 3, 15, 10, 0),
                "three_days_before": utc(2026, 3, 26, 10, 0),
                "day_before": utc(2026, 3, 28, 10, 0),
                "morning_of": utc(2026, 3, 29, 7, 0),
                "two_hours_before": utc(2026, 3, 29, 7, 0),
            },
        ),
        # It ends on 25 October 2026 at 01:00 UTC; the session is that day at ten.
        (
            utc(2026, 10, 25, 10, 0),
            {
                "two_weeks_before": utc(2026, 10, 11, 9, 0),
                "three_days_before": utc(2026, 10, 22, 9, 0),
                "day_before": utc(2026, 10, 24, 9, 0),
                "morning_of": utc(2026, 10, 25, 8, 0),
                "two_hours_before": utc(2026, 10, 25, 8, 0),
            },
        ),
        # Hours are hours and days are days: at two in the night of the change.
        (
            utc(2026, 10, 25, 2, 0),
            {
                "day_before": utc(2026, 10, 24, 1, 0),
                "two_hours_before": utc(2026, 10, 25, 0, 0),
                "hour_before": utc(2026, 10, 25, 1, 0),
            },
        ),
    ],
)
def test_reminders_keep_the_clock_on_the_wall_when_the_clocks_change(
    starts_at: datetime, wanted: dict[str, datetime]
) -> None:
    for name, moment in wanted.items():
        found = reminders_wanted(starts_at, LONDON, starts_at - timedelta(days=40), [name])
        assert dict(found) == {name: moment}


def test_of_two_reminders_at_one_moment_only_one_goes() -> None:
    at_ten = utc(2027, 2, 2, 10, 0)
    chosen = ["morning_of", "two_hours_before"]
    assert list(reminders_wanted(at_ten, LONDON, NOON, chosen)) == ["two_hours_before"]


@pytest.mark.parametrize("hour", [7, 8])
def test_no_reminder_is_due_at_the_start_or_after_it(hour: int) -> None:
    early = utc(2027, 2, 2, hour, 0)
    assert list(reminders_wanted(early, LONDON, NOON, ["morning_of"])) == []
    assert "morning_of" not in reminders_wanted(early, LONDON, NOON, NAMES)


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        (timedelta(days=2), "three_days_before"),
        (timedelta(hours=20), "day_before"),
        # At noon the morning was nearer than the day before, and two hours are still ahead.
        (timedelta(hours=3), "morning_of"),
        (timedelta(minutes=90), "two_hours_before"),
        (timedelta(minutes=1), "hour_before"),
    ],
)
def test_of_several_missed_reminders_only_the_latest_is_wanted(
    before: timedelta, wanted: str
) -> None:
    starts_at = utc(2027, 2, 2, 13, 0)
    now = starts_at - before
    found = reminders_wanted(starts_at, LONDON, now, NAMES)
    assert [name for name, moment in found.items() if moment <= now] == [wanted]


def test_the_letters_of_each_start_are_told_apart() -> None:
    for name in EVERY:
        for moves in (0, 1, 12):
            assert rule_of(occurrence_of(name, moves)) == (name, moves)

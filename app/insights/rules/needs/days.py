"""Days as the words of a need say them, in the cohort's own zone."""

from __future__ import annotations

from datetime import datetime

from app.kit.times import MONTHS, WEEKDAYS, in_zone

A_WEEK = 7


def days_between(earlier: datetime, later: datetime, zone: str) -> int:
    """How many midnights of `zone` lie between two moments; a clock change makes no difference."""
    return (in_zone(later, zone).date() - in_zone(earlier, zone).date()).days


def say_when(moment: datetime, zone: str, now: datetime) -> str:
    """A day to come, such as `today`, `on Friday` or `on Friday 5 March`."""
    ahead = days_between(now, moment, zone)
    if ahead in (0, 1):
        return ("today", "tomorrow")[ahead]
    day = in_zone(moment, zone)
    weekday = WEEKDAYS[day.weekday()]
    near = 1 < ahead < A_WEEK
    return f"on {weekday}" if near else f"on {weekday} {day.day} {MONTHS[day.month - 1]}"


def say_since(moment: datetime, zone: str, now: datetime) -> str:
    """A day that has been, such as `Monday 1 March`; with its year when that is another."""
    day = in_zone(moment, zone)
    words = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return words if day.year == in_zone(now, zone).year else f"{words} {day.year}"

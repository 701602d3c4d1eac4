"""Proposing a series of sessions, and moving one to another year: days of the wall clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from app.kit.times import NoSuchTime, in_zone, to_utc

WEEK = timedelta(weeks=1)
# How often a cohort meets: the weeks from one session to the next.
RHYTHMS = {1: "Every week", 2: "Every two weeks", 4: "Every four weeks"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# A series longer than this is not one course.
MOST_SESSIONS = 50
# Days on which hardly anybody would come, by month and day.
HOLIDAYS = {(12, 25): "Christmas Day", (12, 26): "Boxing Day", (1, 1): "New Year’s Day"}


def proposed_days(
    first: date, weekday: int, clock: time, *, weeks: int, number: int, zone: str, now: datetime
) -> list[date]:
    """The days of so many sessions, `weeks` apart, all on one weekday (0 is Monday).

    The first is on the first day or as soon after it as the weekday allows, and is still to come.
    """
    start = max(first, in_zone(now, zone).date())
    start += timedelta(days=(weekday - start.weekday()) % 7)
    if _is_past(start, clock, zone, now):
        start += WEEK
    return [start + place * weeks * WEEK for place in range(number)]


def weeks_between(old_first: date, new_first: date) -> int:
    """The whole weeks by which sessions move, so that none comes nearer to the first day.

    A session keeps its weekday: when the new first day is another weekday than the old one was,
    sessions move on to the same weekday after it.
    """
    return -((old_first - new_first).days // 7)


def next_first_day(old_first: date, today: date) -> date:
    """A first day to propose: the old weekday, four weeks ahead or as soon after as it comes."""
    ahead = max(old_first, today) + 4 * WEEK
    return ahead + timedelta(days=(old_first - ahead).days % 7)


def moved(day: date, weeks: int) -> date | None:
    """The day so many weeks later; None beyond the calendar."""
    try:
        return day + weeks * WEEK
    except OverflowError:
        return None


def holiday(day: date) -> str:
    """The name of a day on which hardly anybody would come; empty for any other."""
    return HOLIDAYS.get((day.month, day.day), "")


def _is_past(day: date, clock: time, zone: str, now: datetime) -> bool:
    try:
        return to_utc(day, clock, zone) <= now
    except NoSuchTime:
        return False

"""Months as the cards on policy write them, such as 2027-06."""

from __future__ import annotations

from datetime import date

from app.kit import times


def say_month(month: str) -> str:
    """A month in words, such as `June 2027`."""
    return times.say_month(_first_day(month))


def has_passed(month: str, today: date) -> bool:
    """Whether the whole month lies behind us."""
    return _first_day(month) < today.replace(day=1)


def _first_day(month: str) -> date:
    year, number = month.split("-")
    return date(int(year), int(number), 1)

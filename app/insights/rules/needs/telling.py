"""What a form about a contact may say; each refusal is a sentence."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from app.insights.rules.needs.keeping import MOST_DAYS, MOST_DAYS_AGO
from app.kit.times import in_zone


def may_be_again(day: date | None, zone: str, now: datetime) -> bool:
    """Whether one can look again on this day: after today, and within a year."""
    today = in_zone(now, zone).date()
    return day is not None and today < day <= today + timedelta(days=MOST_DAYS)


def may_have_been(day: date | None, zone: str, now: datetime) -> bool:
    """Whether a contact can have been on this day: not ahead, and not long ago."""
    today = in_zone(now, zone).date()
    return day is not None and today - timedelta(days=MOST_DAYS_AGO) <= day <= today

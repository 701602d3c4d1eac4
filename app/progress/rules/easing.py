"""What may be eased for one person: a step that is not asked of them, and more time."""

from __future__ import annotations

from datetime import date, timedelta

LONGEST_REASON = 300
LONGEST_TIME = timedelta(days=731)


def may_last_until(until: date, today: date) -> bool:
    """Whether somebody may get time until this day."""
    return today <= until <= today + LONGEST_TIME

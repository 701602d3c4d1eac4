"""How long a break of a pair may be."""

from __future__ import annotations

from datetime import date, timedelta

LONGEST_BREAK = timedelta(days=365)


def is_good_return(day: date, today: date) -> bool:
    """Whether a break can end on this day."""
    return today < day <= today + LONGEST_BREAK

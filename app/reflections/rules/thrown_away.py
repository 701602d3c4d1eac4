"""How long an entry that was thrown away can be brought back."""

from __future__ import annotations

from datetime import datetime, timedelta

GRACE = timedelta(days=14)


def erased_from(thrown_away_at: datetime) -> datetime:
    """The moment from which the entry is erased, by itself and for good."""
    return thrown_away_at + GRACE

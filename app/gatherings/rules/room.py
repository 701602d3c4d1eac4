"""When the online room of a session can be entered."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.gatherings.rules import PLANNED

OPENS_BEFORE = timedelta(minutes=15)


def room_opens_at(starts_at: datetime) -> datetime:
    """The moment from which everybody can go in."""
    return starts_at - OPENS_BEFORE


def room_is_open(state: str, starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """Whether everybody can go in: a little before the start, and until the end."""
    return state == PLANNED and room_opens_at(starts_at) <= now < ends_at

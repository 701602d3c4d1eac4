"""How long a seat is kept, and what becomes of an offer that nobody answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.post.rules import BY_HAND

MOST_SEATS = 5_000
# What the form lets people choose, in hours.
OFFER_HOURS: Mapping[int, str] = {
    24: "1 day",
    48: "2 days",
    72: "3 days",
    168: "1 week",
    336: "2 weeks",
}
# Whoever is rung or written to on paper hears of their turn later than others.
BY_HAND_AT_LEAST = timedelta(days=7)
# After this many offers without an answer somebody stands in line no more; until then each one
# that runs out puts them at the end of the line.
MOST_OFFERS = 2


def offer_ends(now: datetime, *, hours: int, channel: str) -> datetime:
    """Until when a seat offered `now` is kept for somebody who is reached by this channel."""
    lasts = timedelta(hours=hours)
    return now + (max(lasts, BY_HAND_AT_LEAST) if channel in BY_HAND else lasts)


def offer_occurrence(offered_until: datetime) -> str:
    """The word that tells one person's offers apart."""
    return f"until-{offered_until:%Y%m%dT%H%M%S}"


def say_hours(hours: int) -> str:
    """So many hours in words, such as `2 days` or `36 hours`."""
    known = OFFER_HOURS.get(hours)
    return known or (f"{hours} hours" if hours != 1 else "1 hour")

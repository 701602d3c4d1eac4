"""What can come of a try to bring somebody a letter."""

from __future__ import annotations

from datetime import datetime

from app.kit.times import in_zone, start_of

DONE = "done"
NO_ANSWER = "no_answer"
MOVED = "moved"
# What the buttons and the record say.
OUTCOMES = {
    DONE: "They have it",
    NO_ANSWER: "No answer",
    MOVED: "Wrong number or address",
}
LONGEST_NOTE = 300


def today_since(now: datetime, zone: str) -> datetime:
    """When this day began in `zone`, in UTC; who was tried since then is tried again tomorrow."""
    return start_of(in_zone(now, zone).date(), zone)

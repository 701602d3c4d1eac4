"""Opening somebody's log for a serious reason: two people, a short time, and the author knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.people.rules import PROGRAMME_LEAD, SAFEGUARDING_LEAD

# Who may ask, and who may say yes or no.
ASKERS = frozenset({PROGRAMME_LEAD})
DECIDERS = frozenset({PROGRAMME_LEAD, SAFEGUARDING_LEAD})

LASTS = timedelta(hours=24)
"""How long a log stays open after the yes."""

ANSWER_WITHIN = timedelta(days=7)
"""A request that nobody answers for so long can be answered no more."""

SHORTEST_REASON = 20
LONGEST_REASON = 500
MOST_FOUND = 10
"""People that a search by name shows."""

ASKED = "asked"
APPROVED = "approved"
REFUSED = "refused"
WITHDRAWN = "withdrawn"
# Beside the states that are kept: how it stands at a moment.
LAPSED = "lapsed"
ENDED = "ended"
STATES = {
    ASKED: "Waits for a second person",
    APPROVED: "Open now",
    REFUSED: "Refused",
    WITHDRAWN: "Taken back",
    LAPSED: "Nobody answered in time",
    ENDED: "Ended",
}


@dataclass(frozen=True)
class Course:
    """What became of a request so far; `is_backed` says that both people still have their roles."""

    state: str
    asked_at: datetime
    ends_at: datetime | None
    closed_at: datetime | None
    is_backed: bool


def opening_state(course: Course, *, now: datetime) -> str:
    """How it stands with a request now."""
    if course.state == ASKED:
        return LAPSED if now >= course.asked_at + ANSWER_WITHIN else ASKED
    if course.state != APPROVED:
        return course.state
    is_over = course.closed_at is not None or course.ends_at is None or now >= course.ends_at
    return APPROVED if course.is_backed and not is_over else ENDED

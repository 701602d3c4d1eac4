"""When people are told that a module, or the whole course, is open."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.kit.times import start_of
from app.progress.rules.release import Opening

# A letter about a module has the module's key as its occurrence; that about the course has none.
COURSE = ""
MORNING = time(8)
# What opened longer ago, such as before the worker stood still for days, is no news any more.
NEWS_FOR = timedelta(days=3)

# Why a letter lapsed, for a facilitator.
NOT_HERE = "They are not in the cohort any more."
SEEN = "They have opened it already."
NOT_OPEN = "It is not open now: its day or its session has moved."
OTHERS_FIRST = "For this person it opens when they have done other modules."
NO_MODULE = "The course has no such module any more."


def opens_at(
    opening: Opening, session_ends_at: datetime | None, starts_on: date, zone: str
) -> datetime | None:
    """When a module opens by the calendar and its session, in UTC; None: nobody knows yet.

    What a person has to do first is left out: whoever does that sees that the module is open.
    A module that waits for nothing opens with the cohort.
    """
    if opening.after_session and session_ends_at is None:
        return None
    day = start_of(starts_on + timedelta(days=opening.days or 0), zone)
    waits_for_day = opening.days is not None or not opening.after_session
    moments = [day] if waits_for_day else []
    if opening.after_session and session_ends_at is not None:
        moments.append(session_ends_at)
    return max(moments)


def told_at(opened_at: datetime, zone: str) -> datetime:
    """When people are told of what opened, in UTC: at once, and not before eight in the morning."""
    day = opened_at.astimezone(ZoneInfo(zone)).date()
    return max(opened_at, datetime.combine(day, MORNING, ZoneInfo(zone)).astimezone(UTC))

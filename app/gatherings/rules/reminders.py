"""When people are reminded of a session: rules as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Rule:
    """One reminder: so many days before by the clock on the wall, or so long before."""

    name: str
    words: str
    days: int = 0
    before: timedelta = timedelta()


# From the earliest to the latest.
RULES = (
    Rule("week_before", "a week before", days=7),
    Rule("day_before", "the day before", days=1),
    Rule("hour_before", "an hour before", before=timedelta(hours=1)),
)
WORDS = {rule.name: rule.words for rule in RULES}


def moment_of(rule: Rule, starts_at: datetime, zone: str) -> datetime:
    """When a rule's reminder is due, in UTC.

    Days are days of the wall clock: a session at ten has its reminder at ten, also when the
    clocks change in between. A time that the clocks skip becomes the one an hour later.
    """
    local = starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    earlier = (local - timedelta(days=rule.days)).replace(tzinfo=ZoneInfo(zone))
    start = earlier.astimezone(UTC) if rule.days else starts_at.astimezone(UTC)
    return start - rule.before


def reminders_wanted(starts_at: datetime, zone: str, now: datetime) -> Mapping[str, datetime]:
    """The reminders still wanted `now`, by rule, each with its moment in UTC.

    Those ahead, and of those whose moment is past only the latest, so that nobody gets several
    at once. None at all once the session has begun.
    """
    if now >= starts_at:
        return {}
    moments = {rule.name: moment_of(rule, starts_at, zone) for rule in RULES}
    missed = [name for name, moment in moments.items() if moment <= now]
    return {name: moment for name, moment in moments.items() if moment > now or name == missed[-1]}


def occurrence_of(rule: str, moves: int) -> str:
    """The word that tells the letters of one rule apart, when a session has moved `moves` times."""
    return f"{rule}.{moves}" if moves else rule


def rule_of(occurrence: str) -> tuple[str, int]:
    """The rule of a letter, and how often the session had moved when it was planned."""
    rule, _, moves = occurrence.partition(".")
    return rule, int(moves or 0)

"""When people are reminded of a session: rules as data, chosen by each cohort."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.post.rules.topics import CATCH_UP, RELEASE


@dataclass(frozen=True)
class Rule:
    """One reminder: so many days before by the clock on the wall, or so long before.

    With `clock` it goes at that time of the day, whatever the time of the session. `means` says
    to a facilitator when it goes.
    """

    name: str
    words: str
    means: str
    days: int = 0
    before: timedelta = timedelta()
    clock: time | None = None


# From the earliest to the latest.
RULES = (
    Rule("two_weeks_before", "two weeks before", "14 days before, at the same time of day.", 14),
    Rule("week_before", "a week before", "7 days before, at the same time of day.", 7),
    Rule("three_days_before", "three days before", "3 days before, at the same time of day.", 3),
    Rule("day_before", "the day before", "1 day before, at the same time of day.", 1),
    Rule(
        "morning_of",
        "in the morning of the day",
        "At 8am of the day, if the session begins later than that.",
        clock=time(8),
    ),
    Rule(
        "two_hours_before",
        "two hours before",
        "Good for those who have a way to go.",
        before=timedelta(hours=2),
    ),
    Rule(
        "hour_before",
        "an hour before",
        "Good for those who take part online.",
        before=timedelta(hours=1),
    ),
)
WORDS = {rule.name: rule.words for rule in RULES}

# What else a cohort's people may be written to about, by the topic's word, and what it means.
OTHERS = {
    CATCH_UP: (
        "After a session they missed",
        "One letter with the recording and what to catch up on, when you have written it down.",
    ),
    RELEASE: ("When a module opens", "One letter on the day when it opens for them."),
}
# Every word that a cohort may hold.
NAMES = (*WORDS, *OTHERS)

# Why a reminder lapsed, for a facilitator.
MOVED = "The session was moved, and reminders of its new time take this one's place."


def moment_of(rule: Rule, starts_at: datetime, zone: str) -> datetime:
    """When a rule's reminder is due, in UTC.

    Days are days of the wall clock: a session at ten has its reminder at ten, also when the
    clocks change in between. A time that the clocks skip becomes the one an hour later.
    """
    if not rule.days and rule.clock is None:
        return starts_at.astimezone(UTC) - rule.before
    local = starts_at.astimezone(ZoneInfo(zone)) - timedelta(days=rule.days)
    clock = rule.clock or local.time()
    return datetime.combine(local.date(), clock, ZoneInfo(zone)).astimezone(UTC)


def reminders_wanted(
    starts_at: datetime, zone: str, now: datetime, rules: Collection[str]
) -> Mapping[str, datetime]:
    """The reminders still wanted `now`, by rule, each with its moment in UTC, earliest first.

    `rules` are the words of the cohort. Those ahead, and of those whose moment is past only the
    latest, so that nobody gets several at once; of several at one moment, the nearest rule. None
    whose moment is not before the start, and none at all once the session has begun.
    """
    if now >= starts_at:
        return {}
    chosen = [(moment_of(rule, starts_at, zone), rule.name) for rule in RULES if rule.name in rules]
    # Sorting keeps rules of one moment in their order, so the nearest stays of each.
    moments = {
        moment: name
        for moment, name in sorted(chosen, key=lambda pair: pair[0])
        if moment < starts_at
    }
    missed = [moment for moment in moments if moment <= now]
    return {
        name: moment for moment, name in moments.items() if moment > now or moment == missed[-1]
    }


def occurrence_of(rule: str, moves: int) -> str:
    """The word that tells the letters of one rule apart, when a session has moved `moves` times."""
    return f"{rule}.{moves}" if moves else rule


def rule_of(occurrence: str) -> tuple[str, int]:
    """The rule of a letter, and how often the session had moved when it was planned."""
    rule, _, moves = occurrence.partition(".")
    return rule, int(moves or 0)

"""People who asked for something and have no answer yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.cohorts.rules import JOINED
from app.insights.rules.needs.days import days_between, say_since
from app.insights.rules.needs.facts import Found, Group, Happening, Someone

# Others of the cohort may answer a question first.
DAYS_FOR_OTHERS = 2
# A matching takes its time.
DAYS_FOR_A_MATCH = 14


def question_waits(one: Someone, group: Group, now: datetime) -> Iterator[Found]:
    """A question about a page that nobody but themselves has answered."""
    for asked in _of_members(one, "question"):
        if days_between(asked.at, now, group.zone) >= DAYS_FOR_OTHERS:
            since = say_since(asked.at, group.zone, now)
            words = f"asked about “{asked.title}” ({since}), and nobody has answered"
            yield Found(str(asked.about), words, asked.at, about=asked.about)


def suggestion_waits(one: Someone, group: Group, now: datetime) -> Iterator[Found]:
    """A change to the course that they ask for under their own name."""
    for asked in _of_members(one, "suggestion"):
        since = say_since(asked.at, group.zone, now)
        words = f"would change something about “{asked.title}” ({since}), and has no answer"
        yield Found(str(asked.about), words, asked.at, about=asked.about)


def proposal_waits(one: Someone, group: Group, now: datetime) -> Iterator[Found]:
    """A session that they would like to have."""
    for asked in _of_members(one, "proposal"):
        since = say_since(asked.at, group.zone, now)
        words = f"would like a session, “{asked.title}” ({since}), and has no answer"
        yield Found(str(asked.about), words, asked.at)


def waits_for_a_pair(one: Someone, group: Group, now: datetime) -> Iterator[Found]:
    """Is open for mentoring, and is in no pair yet; for those who bring people together."""
    for asked in _of_members(one, "mentoring"):
        if days_between(asked.at, now, group.zone) >= DAYS_FOR_A_MATCH:
            since = say_since(asked.at, group.zone, now)
            words = f"would like mentoring (since {since}), and has no partner yet"
            yield Found(asked.at.isoformat(), words, asked.at)


def _of_members(one: Someone, part: str) -> tuple[Happening, ...]:
    return one.happened(part) if one.state == JOINED else ()

"""What somebody brings and has done, said before anything that is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.cohorts.rules import JOINED
from app.insights.rules.needs.days import say_since
from app.insights.rules.needs.facts import Group, Someone
from app.library.rules.terms import listed

# Characters of somebody's own words that a line shows.
SHOWN = 140
BOTH = 2


def strengths_of(one: Someone, group: Group, now: datetime) -> list[str]:
    """What somebody did, in words that follow their name; for members at least that they joined."""
    if one.state != JOINED:
        return []
    return list(_told(one, group)) or [_joined(one, group, now)]


def say_strengths(one: Someone, group: Group, now: datetime) -> str:
    """The same as one sentence; empty for people who are not in the cohort yet."""
    words = ", ".join(strengths_of(one, group, now))
    return f"{words[0].upper()}{words[1:]}." if words else ""


def beginning(words: str) -> str:
    """The first words of a text, whole words only."""
    line = " ".join(words.split())
    if len(line) <= SHOWN:
        return line
    return f"{line[:SHOWN].rsplit(' ', 1)[0]} …"


def _told(one: Someone, group: Group) -> Iterator[str]:
    times = one.came.times
    if times and times >= group.held:
        yield {1: "came to the session", BOTH: "came to both sessions"}.get(
            times, f"came to all {times} sessions"
        )
    elif times:
        yield "came to a session" if times == 1 else f"came to {times} sessions"
    done = sorted(door.number for door in group.doors if door.key in one.way.finished)
    if done and len(done) == len(group.doors):
        yield "finished every module"
    elif done:
        yield f"finished module{'s' * (len(done) > 1)} {listed([str(number) for number in done])}"


def _joined(one: Someone, group: Group, now: datetime) -> str:
    return f"said yes and joined ({say_since(one.joined_at or one.added_at, group.zone, now)})"

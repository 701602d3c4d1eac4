"""What pages say about the letters of a session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.gatherings.queries.letters import LetterCount
from app.gatherings.queries.reruns import Copied
from app.gatherings.rules.reminders import WORDS, rule_of
from app.kit.times import say_moment

# Letters that are no reminders.
NEWS = {
    "session": "That the session is planned",
    "moved": "That the session has changed",
    "seat": "That there is a place",
    "cancelled": "That the session is off",
    "catch_up": "What to catch up on",
}


@dataclass(frozen=True)
class LetterLine:
    """One row of the list: which letters, and what became of them or will."""

    which: str
    what: str


def say_letters(counts: Sequence[LetterCount], zone: str, now: datetime) -> list[LetterLine]:
    """The letters of a session in words, in the order of the counts; each kind on one line."""
    lines: dict[str, list[str]] = {}
    for count in counts:
        lines.setdefault(_which(count), []).append(_what(count, zone, now))
    return [LetterLine(which, " ".join(what)) for which, what in lines.items()]


def _which(count: LetterCount) -> str:
    if count.kind in NEWS:
        return NEWS[count.kind]
    rule, _ = rule_of(count.occurrence)
    return f"Reminder {WORDS.get(rule, '')}".strip()


def _what(count: LetterCount, zone: str, now: datetime) -> str:
    one = count.letters == 1
    letters = "1 letter" if one else f"{count.letters:,} letters"
    reason = f" {count.reason}" if count.reason else ""
    if count.fate == "sent":
        return f"{letters} went out."
    if count.fate == "refused":
        return f"{letters} could not be delivered.{reason}"
    if count.fate == "listed":
        return f"{letters} {'waits' if one else 'wait'} on the list to ring or post."
    if count.fate == "lapsed":
        return f"{letters} {'is' if one else 'are'} not sent.{reason}"
    if count.due_at <= now:
        return f"{letters} {'is' if one else 'are'} on the way."
    return f"{letters} will go on {say_moment(count.due_at, zone)}."


def say_copied(name: str, what: Copied) -> str:
    """What a cohort that runs again began with, and what it did not take over."""
    parts = [
        _number(what.sessions, "session"),
        _number(what.tasks, "task") + " for people who miss one" if what.tasks else "",
        _number(what.roles, "role") if what.roles else "",
    ]
    came = ", ".join(part for part in parts if part)
    return f"“{name}” is open, with {came}. No people and no recordings came along."


def _number(number: int, word: str) -> str:
    return f"{number} {word}{'s' * (number != 1)}"

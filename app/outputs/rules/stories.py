"""Stories that can be found again: the shelves they stand on, and words that lead to one."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from app.cohorts.rules.keys import LETTERS
from app.kit.times import in_zone, say_date, start_of
from app.outputs.rules.consent import ALLIANCE, COHORT, PUBLIC
from app.outputs.rules.reading import SAID

HERE = "here"
ELSEWHERE = "elsewhere"
TRAINING = "training"
SHELVES = {
    HERE: "From this group",
    ELSEWHERE: "From other communities of learning",
    TRAINING: "For training",
}

WORD_LENGTH = 12
"""So many signs that nobody finds a word by trying."""
USUAL_DAYS = 28
MOST_DAYS = 183
MOST_WORDS = 20
"""Words that lead to one story at the same time."""


SHOWN_TO = {
    ALLIANCE: "people in all communities of learning here",
    PUBLIC: "anyone, also in a report on a public page",
}
IN_BANK_FOR = {
    COHORT: "people in this group",
    ALLIANCE: "people in all communities of learning here",
    PUBLIC: "people in all communities of learning here",
}
"""Who finds a story in the story bank; that is never on a public page."""


def say_shown_to(audience: str, *, training: bool, is_here: bool) -> str:
    """Who a story may be shown to, as a sentence to somebody who reads it.

    `is_here`: whether it is read in the group that it was told to.
    """
    group = "people in this group" if is_here else "people in its own group"
    said = f"It may be shown to {SHOWN_TO.get(audience, group)}."
    return f"{said} It may also be used to train people who run this course." if training else said


def say_how_told(told_how: str) -> str:
    """How a story was told, and that somebody else wrote it down; empty: its author wrote it."""
    if not told_how:
        return ""
    return f"It was told {SAID[told_how]}, and a facilitator of the group wrote it down."


def new_story_word() -> str:
    """A word that nobody can guess."""
    return "".join(secrets.choice(LETTERS) for _ in range(WORD_LENGTH))


def clean_story_word(text: str) -> str:
    """A word as it is kept, however it was typed."""
    return "".join(text.lower().replace("-", " ").split())[: 2 * WORD_LENGTH]


def spaced_story_word(word: str) -> str:
    """A word as it is shown and read out, in threes: `bcd fgh jkm nop`."""
    return " ".join(word[place : place + 3] for place in range(0, len(word), 3))


def fits(searched: str, *texts: str) -> bool:
    """Whether each word that somebody looks for stands in one of these texts."""
    together = "\n".join(texts).casefold()
    return all(word in together for word in searched.casefold().split())


def say_still_open(last_days: Sequence[date]) -> str:
    """That words which lead to a story still do, though fewer people may read it now.

    `last_days`: the last day of each such word; one at least.
    """
    last = say_date(max(last_days))
    if len(last_days) == 1:
        return (
            f"Anyone who has the word for this story can still read it until the end of {last}. "
            "End the word if that should stop."
        )
    return (
        f"Anyone who has one of the {len(last_days)} words for this story can still read it, some "
        f"until the end of {last}. End the words if that should stop."
    )


def last_day_fits(last_day: date, zone: str, now: datetime) -> bool:
    """Whether a word may lead to a story until this day: from today on, half a year at most."""
    today = in_zone(now, zone).date()
    return today <= last_day <= today + timedelta(days=MOST_DAYS)


def word_ends_at(last_day: date, zone: str) -> datetime:
    """The moment after the last day, in UTC."""
    return start_of(last_day + timedelta(days=1), zone)


def usual_story_day(zone: str, now: datetime) -> date:
    """The last day that a form begins with."""
    return in_zone(now, zone).date() + timedelta(days=USUAL_DAYS)

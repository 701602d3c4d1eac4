"""Votes that were counted on paper: what a count must be like, and its states."""

from __future__ import annotations

from collections.abc import Sequence

from app.kit.small_numbers import shown_count
from app.participation.rules import CHOICE

WAITING = "waiting"
AGREED = "agreed"
REFUSED = "refused"
LEFT_OUT = "left_out"
STATES = {
    WAITING: "Waiting for the witness",
    AGREED: "The witness says it is right",
    REFUSED: "The witness says it is not right, so it does not count",
    LEFT_OUT: "The witness had not answered when the poll closed, so it does not count",
}

FEWEST_PAPERS = 3
"""Of one or two papers everybody in the room knows whose they are."""


def adds_up(dots: Sequence[int], *, people: int, kind: str, each: int, most: int) -> bool:
    """Whether so many people can have given these dots; spoilt papers give none."""
    if any(not 0 <= one <= people * most for one in dots):
        return False
    return 1 <= sum(dots) <= people * (1 if kind == CHOICE else each)


def say_papers(people: int, *, is_counter: bool) -> str:
    """How many papers there were: exactly for the two who counted them, for others as any number.

    Whoever did not count reads no small number on the page of the poll. To enter what a witness
    says one opens the count itself, and reads it out.
    """
    if is_counter:
        return f"{people} papers"
    shown = shown_count(people)
    return f"{shown.text.capitalize() if shown.is_suppressed else 'About ' + shown.text} papers"

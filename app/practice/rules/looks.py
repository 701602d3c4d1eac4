"""The three looks at a practice, in what order they come, and the numbers that are given."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

BEFORE = "before"
AFTER = "after"
BACK = "back"

LOWEST, HIGHEST = 1, 10
UNSURE = "?"
"""What a form sends for “I don't know”."""

TICKS = (1, 3, 5, 8, 10)
"""The numbers along the top of a chart."""

FIELD = "score."
"""What stands before an item's key in the name of its field in a form."""

LONGEST_NAME = 120
"""Characters in what somebody calls their practice or service."""

MOST = 20
"""Practices that one person can hold the plumbline to in one cohort."""

Scores = Mapping[str, int | None]
"""By item: the number, or None for “I don't know”; what was left out is not there."""


@dataclass(frozen=True)
class Moment:
    """One of the three looks: its column, its title, and what it asks of one or of several."""

    key: str
    column: str
    title: str
    ask: str
    together: str


MOMENTS: Mapping[str, Moment] = {
    one.key: one
    for one in (
        Moment(
            BEFORE,
            "Start",
            "How it is at the start",
            "Say how you see it today, before the course changes how you look at it.",
            "Talk about how you all see it today, before the course changes how you look at it.",
        ),
        Moment(
            AFTER,
            "Now",
            "How it is now",
            "Say how you see it today.",
            "Talk about how you all see it today.",
        ),
        Moment(
            BACK,
            "Looking back",
            "Looking back at the start",
            "Knowing what you know today: how was it when the course began? Learning moves the "
            "ruler, so this can be lower than what you said then. Nothing got worse.",
            "Knowing what you all know today: how was it when the course began? Learning moves the "
            "ruler, so this can be lower than what the group said then. Nothing got worse.",
        ),
    )
}
# The parts of the framework, as headings over the questions.
PARTS = {
    "cs": "The three Cs",
    "features": "The features",
    "needs": "Further needs",
    "relationships": "The relationships",
}


def is_open(moment: str, begun: Collection[str], done: Collection[str]) -> bool:
    """Whether this look can be begun or changed.

    The start is closed once somebody has looked again: what they see differently by then belongs
    into the look back, which comes after the look at now is finished.
    """
    if moment == BEFORE:
        return AFTER not in begun
    if moment == AFTER:
        return BACK not in begun
    return AFTER in done


def read_scores(sent: Mapping[str, str], asked: Collection[str]) -> dict[str, int | None] | None:
    """The numbers that a form sent, by item; None when one of them is no answer that we know.

    Items that were not asked about are passed over, and so is what was left out.
    """
    scores: dict[str, int | None] = {}
    for item in asked:
        text = sent.get(item, "").strip()
        if not text:
            continue
        is_number = text.isascii() and text.isdigit() and len(text) <= len(str(HIGHEST))
        if text != UNSURE and not (is_number and LOWEST <= int(text) <= HIGHEST):
            return None
        scores[item] = None if text == UNSURE else int(text)
    return scores


def sent_again(scores: Scores) -> dict[str, str]:
    """Answers as a form sends them."""
    return {item: UNSURE if score is None else str(score) for item, score in scores.items()}


def say_score(scores: Scores, item: str) -> str:
    """One answer in words."""
    if item not in scores:
        return "left out"
    number = scores[item]
    return "not sure" if number is None else str(number)

"""How a cohort's plumbline moved, from nothing but the means that its people see themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.practice.rules.looks import AFTER, BEFORE
from app.practice.rules.picture import Picture


@dataclass(frozen=True)
class Moved:
    """For how many items the mean is higher now than at the start, the same, and lower."""

    people: str
    higher: int
    same: int
    lower: int
    points: dict[str, float]


def moved(pictures: Sequence[Picture]) -> Moved | None:
    """From the start to now; None while no mean of both is shown.

    `points` are the middle of all means at each look. No answer is looked at: only what is shown.
    """
    lines = [
        line.points for one in pictures if one.moments == (BEFORE, AFTER) for line in one.lines
    ]
    both = [(one[BEFORE], one[AFTER]) for one in lines if one.keys() >= {BEFORE, AFTER}]
    if not both:
        return None
    people = next(one.people.text for one in pictures if one.moments == (BEFORE, AFTER))
    return Moved(
        people,
        higher=sum(after > before for before, after in both),
        same=sum(after == before for before, after in both),
        lower=sum(after < before for before, after in both),
        points={
            BEFORE: round(sum(before for before, _ in both) / len(both), 1),
            AFTER: round(sum(after for _, after in both) / len(both), 1),
        },
    )

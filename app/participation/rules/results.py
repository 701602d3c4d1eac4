"""What is told of a poll that has closed; nothing else of its votes is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.kit.small_numbers import (
    FEWEST,
    FEWEST_IN_PARTS,
    KEPT_BACK,
    NOT_SHOWN,
    Shown,
    leading,
    shown_parts,
    shown_share,
)
from app.participation.rules.boxes import Box


@dataclass(frozen=True)
class Counted:
    """Dots for each answer, and how many people gave it one: from `least` to `most`.

    The two differ where dots came on one sheet of several people.
    """

    people: int
    dots: tuple[int, ...]
    least: tuple[int, ...]
    most: tuple[int, ...]


@dataclass(frozen=True)
class Told:
    """What is told of one answer: words, what a chart draws, and its place from 1 if it has one."""

    text: str
    plotted: float | None
    place: int | None


def count(box: Box, *, options: int, cap: int) -> Counted:
    """Count a box; `cap` is how many dots one person may give one answer."""
    paper = box.paper or (0,) * options
    given = [sum(ballot[place] for ballot in box.ballots) for place in range(options)]
    backers = [sum(ballot[place] > 0 for ballot in box.ballots) for place in range(options)]
    return Counted(
        people=box.voters,
        dots=tuple(one + more for one, more in zip(given, paper, strict=True)),
        least=tuple(one + -(-more // cap) for one, more in zip(backers, paper, strict=True)),
        most=tuple(one + min(more, box.people) for one, more in zip(backers, paper, strict=True)),
    )


def told_of_choice(counted: Counted) -> list[Told]:
    """What is told of each answer where everybody chose one."""
    first = leading(counted.dots, counted.people)
    return [
        Told(shown.text, shown.plotted, 1 if place in first else None)
        for place, shown in enumerate(shown_parts(counted.dots))
    ]


def told_of_dots(counted: Counted) -> list[Told]:
    """What is told of each answer where people shared out dots.

    Fewer than 8 people: nothing. Fewer than 16: what came first. From 16 on: the place of each
    answer that at least 8 people gave a dot; and the shares of dots where no answer's number of
    people is small, since of shares that are told the one that is not can be worked out.
    """
    if counted.people < FEWEST_IN_PARTS:
        first = leading(counted.dots, counted.people)
        return [
            Told(NOT_SHOWN, None, 1 if place in first else None)
            for place in range(len(counted.dots))
        ]
    shares = _shares(counted)
    return [
        Told(share.text, share.plotted, rank)
        for share, rank in zip(shares, _places(counted), strict=True)
    ]


def _places(counted: Counted) -> list[int | None]:
    """The place of each answer that at least 8 people chose; equal dots share a place."""
    known = [
        dots if least >= FEWEST else None
        for dots, least in zip(counted.dots, counted.least, strict=True)
    ]
    return [
        None if dots is None else 1 + sum(other > dots for other in known if other is not None)
        for dots in known
    ]


def _shares(counted: Counted) -> Sequence[Shown]:
    ends = (*counted.least, *counted.most)
    if any(shown_share(people, counted.people).is_suppressed for people in ends):
        return [Shown(KEPT_BACK, None)] * len(counted.dots)
    return [_share(dots, sum(counted.dots)) for dots in counted.dots]


def _share(dots: int, total: int) -> Shown:
    """A share of all dots to the nearest 5 per cent."""
    percent = int((Fraction(100 * dots, total * 5)) + Fraction(1, 2)) * 5
    return Shown(f"about {percent}% of the dots" if dots else "no dots", percent)

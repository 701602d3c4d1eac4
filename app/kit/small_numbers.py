"""The one place that decides how a number about people may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

FEWEST = 8
"""Numbers of people below this one, other than none at all, are not told."""

STEP = 5
"""Larger numbers of people are told to the nearest multiple of this."""

TOO_FEW = f"fewer than {FEWEST}"
NOT_SHOWN = f"not shown ({TOO_FEW} people)"


@dataclass(frozen=True)
class Shown:
    """A number as it may be shown: its words, and what a chart may draw (None: nothing to draw)."""

    text: str
    plotted: float | None

    @property
    def is_suppressed(self) -> bool:
        """Whether the number is kept back."""
        return self.plotted is None


def shown_count(people: int) -> Shown:
    """A number of people: none is `0`, one to seven `fewer than 8`, others to the nearest 5.

    Rounding every count also stops two counts from giving a third away: a total less its parts
    is never exact. Source: anchors, row "Small numbers".
    Raises: ValueError for a number below nought.
    """
    if people < 0:
        raise ValueError("a number of people cannot be below nought")
    if people == 0:
        return Shown("0", 0)
    if people < FEWEST:
        return Shown(TOO_FEW, None)
    nearest = _nearest(Fraction(people), STEP)
    return Shown(f"{nearest:,}", nearest)


def shown_share(part: int, whole: int) -> Shown:
    """A part of a group as a percentage, worked out from shown counts only, so it tells no more.

    Given when the group has 8 people or more and neither the part nor the rest is 1 to 7; all
    and none are exact, others are `about` and to the nearest 5.
    Source: anchors, row "Small numbers".
    Raises: ValueError when the part is below nought or larger than the whole.
    """
    if not 0 <= part <= whole:
        raise ValueError("a part is between nought and the whole")
    inside, outside = shown_count(part), shown_count(whole - part)
    if whole < FEWEST or inside.plotted is None or outside.plotted is None:
        return Shown(NOT_SHOWN, None)
    if part in (0, whole):
        percent = 100 if part else 0
        return Shown(f"{percent}%", percent)
    exact = Fraction(100 * int(inside.plotted), int(inside.plotted) + int(outside.plotted))
    percent = _nearest(exact, STEP)
    return Shown(f"about {percent}%", percent)


def shown_mean(answers: Sequence[float]) -> Shown:
    """The mean of people's answers to one decimal place; none for fewer than 8 answers.

    Source: anchors, row "Small numbers".
    """
    if len(answers) < FEWEST:
        return Shown(NOT_SHOWN if answers else "no answers", None)
    mean = round(sum(answers) / len(answers), 1)
    return Shown(f"{mean:.1f}", mean)


def _nearest(number: Fraction, step: int) -> int:
    """The multiple of `step` nearest to a number that is not below nought; a half goes up."""
    return int((number + Fraction(step, 2)) // step) * step

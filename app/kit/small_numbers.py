"""The one place that decides how a number about people may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

FEWEST = 8
"""Numbers of people below this one, other than none at all, are not told."""

FEWEST_IN_PARTS = 2 * FEWEST
"""Groups of fewer people are not told in parts: eight of them never leave eight others."""

STEP = 5
"""Larger numbers of people are told to the nearest multiple of this."""

TOO_FEW = f"fewer than {FEWEST}"
NOT_SHOWN = f"not shown ({TOO_FEW} people)"
KEPT_BACK = "not shown"


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


def counted_now(people: int) -> int:
    """Of people who came one after another, how many of the first are counted so far.

    They are taken in by eights, so that whoever looks before and after one more person came sees
    the same, or eight people's difference.
    """
    return people - people % FEWEST


def live_count(people: int) -> Shown:
    """A number of people of whom others come and go, told at each look as it is at that moment.

    They are taken in by eights, as by `counted_now`, and none reads like few. So two looks show
    the same, or eight people's difference, and never that somebody was the first.
    Raises: ValueError for a number below nought.
    """
    counted = people if people < FEWEST else counted_now(people)
    return shown_count(counted) if counted else Shown(TOO_FEW, None)


def live_share(part: int, whole: int) -> Shown:
    """A part of a group as a percentage, with both sides counted by eights as by `live_count`.

    Not told while fewer than 8 people are on a side: all and none read like all but few and few.
    Raises: ValueError when the part is below nought or larger than the whole.
    """
    if not 0 <= part <= whole:
        raise ValueError("a part is between nought and the whole")
    inside, outside = counted_now(part), counted_now(whole - part)
    if not inside or not outside:
        return Shown(NOT_SHOWN, None)
    percent = _nearest(Fraction(100 * inside, inside + outside), STEP)
    return Shown(f"about {percent}%", percent)


def counted_beside(*divisions: Sequence[int]) -> int:
    """Of people who are told as a whole and in parts, how many are told of the whole.

    Each division holds the parts of the same whole. The whole is taken in by eights as its parts
    are, and of what is left over in the parts no more than could be left over in all but one. So
    the whole less other parts tells of no part more than that part does by itself.
    Raises: ValueError when there is no division, or they are not of one whole.
    """
    if len({sum(parts) for parts in divisions}) != 1:
        raise ValueError("each division is of the same people")
    return min(_beside_parts(parts) for parts in divisions)


def _beside_parts(parts: Sequence[int]) -> int:
    inside = sum(counted_now(part) for part in parts)
    most = (FEWEST - 1) * max(0, sum(part > 0 for part in parts) - 1)
    return inside + counted_now(min(sum(parts) - inside, most))


def steady_count(now: int, told: Sequence[int]) -> int:
    """A number of people that is told again, given the ones it was told from, the newest last.

    Only for what nobody can set to a number of their choice: whoever tries one number after the
    other finds from the first that moves which number is behind it. Others go by `live_count`.
    It moves only once eight people or more make the difference, and where it comes near one that
    it was told from before, it is that one again. So whoever compares any two of them sees no
    difference, or that of eight people, and never finds one person between them.
    """
    if not told:
        return now
    if abs(now - told[-1]) < FEWEST:
        return told[-1]
    nearest = min(told, key=lambda number: abs(now - number))
    return nearest if abs(now - nearest) < FEWEST else now


def shown_parts(parts: Sequence[int]) -> tuple[Shown, ...]:
    """The shares of one group, told beside each other, that keep back each small number.

    A total less its parts gives a part away, so the parts are judged together:

    * a group of fewer than 16 is not told: eight of it never leave eight others;
    * where all parts are none or 8 and more, each is told as by `shown_share`;
    * where all but fewer than 8 people are in one part, that is all that is said, in words that
      are the same whether the others are seven or none, so that nobody's own part is certain;
    * else a part that is half of the group or more is told, and no other;
    * else, in a group so large that a quarter of it is never a small number, each part between a
      quarter and a half is told as that, since more would narrow down the others.

    Raises: ValueError for a number below nought.
    """
    if any(part < 0 for part in parts):
        raise ValueError("a number of people cannot be below nought")
    whole, largest = sum(parts), max(parts, default=0)
    if whole < FEWEST_IN_PARTS:
        return tuple(Shown(NOT_SHOWN, None) for _ in parts)
    if whole - largest < FEWEST:
        return tuple(_all_but_few(whole, is_most=part == largest) for part in parts)
    if all(part == 0 or part >= FEWEST for part in parts):
        return tuple(shown_share(part, whole) for part in parts)
    return tuple(_beside_small(part, whole, is_half=2 * largest >= whole) for part in parts)


def shown_counts(parts: Sequence[int]) -> tuple[Shown, ...]:
    """Numbers of people in parts of one group, told beside their total or where it is known.

    A total less its parts gives a small part away, so where one is from one to seven, the smallest
    of the larger ones is kept back with it, and nothing is told of a group of fewer than 16 that
    is in more than one part. Parts may overlap: then even less can be worked out.

    Raises: ValueError for a number below nought.
    """
    told = [shown_count(part) for part in parts]
    large = [place for place, part in enumerate(parts) if part >= FEWEST]
    if not any(shown.is_suppressed for shown in told) or not large:
        return tuple(told)
    beside = {min(large, key=lambda place: parts[place])}
    hidden = set(large) if sum(parts) < FEWEST_IN_PARTS else beside
    kept_back = Shown(KEPT_BACK, None)
    return tuple(kept_back if place in hidden else shown for place, shown in enumerate(told))


def leading(parts: Sequence[int], people: int) -> frozenset[int]:
    """The places, from 0, of what came first, where `people` took part; equals share it.

    Told of 8 people and more, without a number: a group that decides something needs to know what
    it chose. None has come first where nobody chose anything.
    """
    largest = max(parts, default=0)
    if people < FEWEST or largest == 0:
        return frozenset()
    return frozenset(place for place, part in enumerate(parts) if part == largest)


def shown_mean(values: Sequence[int], *, lowest: int, highest: int) -> Shown:
    """The mean of numbers that people gave on a scale, in the order in which they came.

    None is told of fewer than 8 people. They are taken in by eights, as by `counted_now`, so that
    two means one after the other differ by eight people and not by one. It is told to the nearest
    half, so that another number of somebody's own shows little or not at all. Within one of an
    end of the scale no more is said than that, since all could have said the same.
    Source: anchors, row "Small numbers": no mean under 8.
    """
    counted = values[: counted_now(len(values))]
    if not counted:
        return Shown(NOT_SHOWN, None)
    halves = _nearest(Fraction(2 * sum(counted), len(counted)), 1)
    if halves >= 2 * (highest - 1):
        return Shown(f"{highest - 1} or more", highest - 1)
    if halves <= 2 * (lowest + 1):
        return Shown(f"{lowest + 1} or less", lowest + 1)
    return Shown(f"{halves // 2}½" if halves % 2 else f"{halves // 2}", halves / 2)


def _beside_small(part: int, whole: int, *, is_half: bool) -> Shown:
    """What can be said of a part while another is from one to seven."""
    if 2 * part >= whole:
        return shown_share(part, whole)
    if not is_half and whole >= 4 * FEWEST and 4 * part > whole:
        return Shown("between 25% and 50%", 25)
    return Shown(KEPT_BACK, None)


def _all_but_few(whole: int, *, is_most: bool) -> Shown:
    """What is so for any number of others below 8, as a percentage rounded away from them."""
    if is_most:
        at_least = 100 * (whole - FEWEST) // whole // STEP * STEP
        return Shown(f"more than {at_least}%", at_least)
    at_most = -(-100 * FEWEST // (whole * STEP)) * STEP
    return Shown(f"less than {at_most}%", None)


def _nearest(number: Fraction, step: int) -> int:
    """The multiple of `step` nearest to a number that is not below nought; a half goes up."""
    return int((number + Fraction(step, 2)) // step) * step

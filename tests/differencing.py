"""Somebody who knows how small numbers are told, and compares what we gave out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from app.kit.small_numbers import FEWEST, STEP, TOO_FEW

Figures = Mapping[str, str]
"""What one file or page told, by what it tells it of."""

_NUMBER = re.compile(r"\d[\d,]*")


def people_behind(told: str) -> range | None:
    """The numbers of people that are told so; None where it tells no number of people.

    What no rule of ours would say is taken for an exact number.
    """
    if told == TOO_FEW:
        # Where none reads like few, it is less than this that is known.
        return range(1, FEWEST)
    if not _NUMBER.fullmatch(told):
        return None
    number = int(told.replace(",", ""))
    if number >= FEWEST and number % STEP == 0:
        return range(max(FEWEST, number - STEP // 2), number + STEP // 2 + 1)
    return range(number, number + 1)


def no_small_number_is_told(figures: Figures) -> None:
    """No figure says that so many people are from one to seven, and which."""
    for what, told in figures.items():
        behind = people_behind(told)
        assert behind is None or len(behind) > 1 or behind[0] == 0, (what, told)


def no_small_rest_is_left(whole: str, part: str) -> None:
    """A total less its part is not known to be few more closely than as fewer than eight."""
    total, inside = people_behind(whole), people_behind(part)
    if total is None or inside is None:
        return
    rest = range(max(0, total[0] - inside[-1]), total[-1] - inside[0] + 1)
    is_small = rest[0] > 0 and rest[-1] < FEWEST
    assert not is_small or rest == range(1, FEWEST), (whole, part)


def no_two_differ_by_few(looks: Sequence[tuple[int, Figures]]) -> None:
    """Of files between which fewer than eight people came or left, each two tell the same.

    `looks`: how many people there were, and what was told.
    """
    for (people, before), (then, after) in combinations(looks, 2):
        if abs(then - people) < FEWEST:
            assert after == before, (people, then)


def moves_by_eights(looks: Sequence[Figures]) -> None:
    """A figure that moves takes in eight people at once, who came since it moved before.

    `looks`: what was told at first, and again after each single person who came.
    """
    for what in looks[-1]:
        told = [figures.get(what, "") for figures in looks]
        moved = [place for place, (one, other) in enumerate(pairwise(told), 1) if one != other]
        assert moved, f"{what} never moves: that proves nothing"
        stood = [later - earlier for earlier, later in pairwise([0, *moved])]
        assert min(stood) >= FEWEST, (what, told)

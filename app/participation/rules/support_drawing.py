"""Where things stand on the drawing of a support map: rings round the person, a side for a kind."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.participation.rules.support import KINDS, RINGS, SupportMap

SIZE = 360
RADII = {1: 62, 2: 112, 3: 162}
QUARTER = math.pi / 2
# From which angle the quarter of each kind begins, clockwise from the top.
BEGINS = {kind: place * QUARTER for place, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class SupportMark:
    """One mark: the number by which the list names it, its kind, and its name for a title."""

    number: int
    kind: str
    name: str
    x: float
    y: float


@dataclass(frozen=True)
class SupportDrawing:
    """All marks, and the rings from the closest to the farthest with their names."""

    marks: Sequence[SupportMark]
    rings: Sequence[tuple[int, str]]
    size: int = SIZE


def draw_support(of: SupportMap) -> SupportDrawing | None:
    """The drawing of a map; None while nothing is on it."""
    listed = of.in_order()
    if not listed:
        return None
    marks = []
    for number, one in enumerate(listed, start=1):
        beside = [other for other in listed if (other.kind, other.ring) == (one.kind, one.ring)]
        part = (beside.index(one) + 0.5) / len(beside)
        angle = BEGINS[one.kind] + part * QUARTER
        # Many beside each other stand in two rows, so that their numbers can be read.
        radius = RADII[one.ring] - 16 - (18 if len(beside) > 4 and number % 2 else 0)  # noqa: PLR2004
        x = SIZE / 2 + radius * math.sin(angle)
        y = SIZE / 2 - radius * math.cos(angle)
        marks.append(SupportMark(number, one.kind, one.name, round(x, 1), round(y, 1)))
    return SupportDrawing(marks, [(RADII[ring], words) for ring, words in RINGS.items()])

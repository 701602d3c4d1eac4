"""A dumbbell chart as data: on each line up to three marks on one scale, and where they go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap

from app.kit.charts import GAP, LABEL_CHARACTERS, LINE, Frozen, Words

ROW = 30
"""Height of the line with the marks, in CSS pixels."""
TICKS = 28
"""Height of the numbers along the top."""
EDGE = 4.0
"""Room on the left and right of the scale, in percent, so that no mark is cut."""


class Dumbbell(Frozen):
    """One line: its label, and a number for each mark that is there."""

    label: Words
    points: Mapping[str, float]


class Mark(Frozen):
    """A mark in its place: which it is, where it stands across in percent, and its number."""

    key: str
    x: float
    value: float


class DrawnDumbbell(Frozen):
    """A line in its place: measures down in CSS pixels, across in percent."""

    lines: tuple[tuple[int, str], ...]
    middle: int
    first: float
    last: float
    marks: tuple[Mark, ...]


class DumbbellDrawing(Frozen):
    """A whole chart in its place; `ticks` are the numbers of the scale, and where they stand."""

    height: int
    ticks: tuple[tuple[float, int], ...]
    rows: tuple[DrawnDumbbell, ...]


def place_dumbbells(
    rows: Sequence[Dumbbell], *, lowest: int, highest: int, ticks: Sequence[int]
) -> DumbbellDrawing:
    """Give each line its place, from the top down, in the order given; those without marks too.

    Raises: ValueError when a number lies outside the scale.
    """
    drawn = list[DrawnDumbbell]()
    top = TICKS
    for row in rows:
        lines = wrap(row.label, LABEL_CHARACTERS) or [row.label]
        under = top + LINE * len(lines)
        marks = tuple(
            Mark(key=key, x=_across(value, lowest, highest), value=value)
            for key, value in row.points.items()
        )
        across = [mark.x for mark in marks]
        drawn.append(
            DrawnDumbbell(
                lines=tuple((top + 16 + LINE * place, line) for place, line in enumerate(lines)),
                middle=under + ROW // 2,
                first=min(across, default=EDGE),
                last=max(across, default=EDGE),
                marks=marks,
            )
        )
        top = under + ROW + GAP
    return DumbbellDrawing(
        height=max(top - GAP, TICKS),
        ticks=tuple((_across(tick, lowest, highest), tick) for tick in ticks),
        rows=tuple(drawn),
    )


def _across(value: float, lowest: int, highest: int) -> float:
    if not lowest <= value <= highest:
        message = "a number lies outside the scale"
        raise ValueError(message)
    return round(EDGE + (100 - 2 * EDGE) * (value - lowest) / (highest - lowest), 2)

"""Where marks stand on a map that we draw ourselves; nothing is asked of anybody else's server."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 320
HEIGHT = 370
MIDDLE = 160
MARGIN = 30
RADIUS = 13
METRES_PER_DEGREE = 111_320
NEAREST = 0.008
"""Degrees that a map shows at least, about 900 metres: one point alone is not the whole earth."""
LENGTHS = (100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000)
ROUND_EARTH = 60.0
"""North of this a degree to the east is so short that the map would be stretched beyond sense."""


@dataclass(frozen=True)
class Point:
    """Something with a position in degrees; `number` is the one by which the list names it."""

    number: int
    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Mark:
    """One mark of the drawing; several things so near to each other share one."""

    x: float
    y: float
    points: Sequence[Point]

    @property
    def label(self) -> str:
        """Their numbers, such as `3, 4`, or `3 +4` where there are too many for a mark."""
        numbers = [str(one.number) for one in self.points]
        return ", ".join(numbers) if len(numbers) <= 2 else f"{numbers[0]} +{len(numbers) - 1}"  # noqa: PLR2004

    @property
    def anchor(self) -> str:
        """On which side of it words begin, so that they stay inside."""
        if self.x < WIDTH / 3:
            return "start"
        return "end" if self.x > WIDTH * 2 / 3 else "middle"

    @property
    def half(self) -> float:
        """Half its width, so that its numbers fit."""
        return max(RADIUS, 4.5 * len(self.label) + 5)


@dataclass(frozen=True)
class Drawing:
    """A map of points, with names of neighbourhoods, and how long a line of its scale is."""

    marks: Sequence[Mark]
    places: Sequence[Mark]
    scale_width: float
    scale_words: str
    width: int = WIDTH
    height: int = HEIGHT


def draw(points: Sequence[Point], places: Sequence[Point] = ()) -> Drawing | None:
    """A map with all points in it, north at the top; None where nothing has a position.

    Places of the cohort are drawn beside them, where there is anything else to draw.
    """
    if not points:
        return None
    frame = _Frame.around([*points, *places])
    metres, words = _scale(frame.metres_wide * 0.4)
    return Drawing(
        marks=_together([(one, *frame.at(one)) for one in points]),
        places=_together([(one, *frame.at(one)) for one in places]),
        scale_width=round(metres / frame.metres_wide * (WIDTH - 2 * MARGIN), 1),
        scale_words=words,
    )


@dataclass(frozen=True)
class _Frame:
    """The part of the earth that is drawn: its middle in degrees, and degrees to each side."""

    latitude: float
    longitude: float
    north: float
    squeeze: float

    @classmethod
    def around(cls, points: Sequence[Point]) -> _Frame:
        norths = [one.latitude for one in points]
        easts = [one.longitude for one in points]
        middle = (min(norths) + max(norths)) / 2
        squeeze = math.cos(math.radians(min(abs(middle), ROUND_EARTH)))
        tall = max(norths) - min(norths)
        wide = (max(easts) - min(easts)) * squeeze
        return cls(
            latitude=middle,
            longitude=(min(easts) + max(easts)) / 2,
            north=max(tall, wide, NEAREST) / 2,
            squeeze=squeeze,
        )

    @property
    def metres_wide(self) -> float:
        return 2 * self.north * METRES_PER_DEGREE

    def at(self, point: Point) -> tuple[float, float]:
        room = WIDTH / 2 - MARGIN
        east = (point.longitude - self.longitude) * self.squeeze / self.north
        north = (point.latitude - self.latitude) / self.north
        return round(WIDTH / 2 + east * room, 1), round(MIDDLE - north * room, 1)


def _together(placed: Sequence[tuple[Point, float, float]]) -> list[Mark]:
    """Marks that would lie on each other are one, at the place of the first."""
    marks: list[tuple[float, float, list[Point]]] = []
    for point, x, y in placed:
        near = next((one for one in marks if math.hypot(one[0] - x, one[1] - y) < 2 * RADIUS), None)
        if near:
            near[2].append(point)
        else:
            marks.append((x, y, [point]))
    return [Mark(x, y, points) for x, y, points in marks]


def _scale(metres: float) -> tuple[int, str]:
    """The longest round length that is no longer than this, and in words."""
    fits = [one for one in LENGTHS if one <= metres] or [LENGTHS[0]]
    length = fits[-1]
    return length, f"{length} metres" if length < 1000 else f"{length // 1000} km"  # noqa: PLR2004

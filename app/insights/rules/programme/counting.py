"""Counts people over years, places and standings, so that no two figures give a third away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.insights.rules.programme.choosing import PLACE, STANDING, Choice
from app.kit.small_numbers import Shown, counted_beside, live_count, live_share

INVITED, JOINED = "invited", "joined"
CAME, CAME_OFTEN, NOTED = "came", "came often", "noted"
ONE_MODULE, HALF, FINISHED = "one module", "half", "finished"


def module(number: int) -> str:
    """What counts the people who finished a module."""
    return f"module {number}"


@dataclass(frozen=True, slots=True)
class Cell:
    """People of one year, place (an id, or NO_PLACE) and standing; exact, so never for show."""

    year: int
    place: str
    standing: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Told:
    """How many people of a choice, and how many of them are counted, which is a multiple of 8."""

    shown: Shown
    counted: int


class Counts:
    """All that is counted of people, told for one choice after the other.

    A choice that holds others is told beside them: see `counted_beside`.
    """

    def __init__(self, cells: Iterable[Cell]) -> None:
        self._cells = list(cells)

    def told(self, choice: Choice, measure: str) -> Told:
        """How many people of a choice this is so of."""
        return self._told(choice, lambda cell: cell.counts.get(measure, 0))

    def rest(self, choice: Choice, measure: str, of: str) -> Told:
        """How many of those counted as `of` it is not so of."""
        return self._told(choice, lambda cell: cell.counts.get(of, 0) - cell.counts.get(measure, 0))

    def share(self, choice: Choice, measure: str, of: str) -> Shown:
        """The part of those counted as `of` that it is so of."""
        part, rest = (
            self.told(choice, measure).counted,
            self.rest(choice, measure, of).counted,
        )
        return live_share(part, part + rest)

    def _told(self, choice: Choice, count: Callable[[Cell], int]) -> Told:
        chosen = [cell for cell in self._cells if _is_of(cell, choice)]
        counted = counted_beside(*(_parts(chosen, by, count) for by in _divisions(choice)))
        return Told(live_count(counted), counted)


def _divisions(choice: Choice) -> Sequence[Callable[[Cell], object]]:
    """By what the people of a choice can be looked at in parts; each narrower choice is one."""
    by_year = () if choice.year else (lambda cell: cell.year,)
    if choice.kind:
        return by_year or (lambda _cell: None,)
    by_who = (lambda cell: cell.place, lambda cell: cell.standing)
    both = (lambda cell: (cell.year, cell.place), lambda cell: (cell.year, cell.standing))
    return (*by_year, *by_who, *(() if choice.year else both))


def _parts(
    cells: Sequence[Cell], by: Callable[[Cell], object], count: Callable[[Cell], int]
) -> list[int]:
    parts: dict[object, int] = defaultdict(int)
    for cell in cells:
        parts[by(cell)] += count(cell)
    return list(parts.values())


def _is_of(cell: Cell, choice: Choice) -> bool:
    return choice.year in (None, cell.year) and (
        not choice.kind or _key(cell, choice.kind) == choice.key
    )


def _key(cell: Cell, kind: str) -> str:
    return {PLACE: cell.place, STANDING: cell.standing}[kind]

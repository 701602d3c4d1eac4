"""Where a person carries on, what is left to do, and what opens next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Protocol, TypeVar

from app.progress.rules.release import Locked, Release

LATEST = datetime.max.replace(tzinfo=UTC)


class Stop(Protocol):
    """A step on a person's way, as far as the rules need to know it."""

    @property
    def minutes(self) -> int:
        """How long the step takes."""
        ...

    @property
    def is_open(self) -> bool:
        """Whether the person may open it."""
        ...

    @property
    def visited_at(self) -> datetime | None:
        """The last visit in UTC; None: never opened."""
        ...

    @property
    def done_at(self) -> datetime | None:
        """When the step was done, in UTC; None: not yet."""
        ...


class Course(Protocol):
    """A person's way through one cohort's course, as far as the rules need to know it."""

    @property
    def is_finished(self) -> bool:
        """Whether every step is done."""
        ...

    @property
    def is_waiting(self) -> bool:
        """Whether all that is open is done, and the rest opens later."""
        ...

    @property
    def visited_at(self) -> datetime | None:
        """The last visit to any step, in UTC; None: never opened."""
        ...


class Door(Protocol):
    """A module or a step that is open or locked."""

    @property
    def release(self) -> Release:
        """Whether it is open, and if not, why."""
        ...


S = TypeVar("S", bound=Stop)
C = TypeVar("C", bound=Course)
D = TypeVar("D", bound=Door)


def resume(stops: Sequence[S]) -> S | None:
    """Where to carry on: the last visited step not done, else the first not done, else None.

    A step that is not open is passed over.
    """
    to_do = [stop for stop in stops if stop.done_at is None and stop.is_open]
    visited = [(stop.visited_at, stop) for stop in to_do if stop.visited_at is not None]
    if visited:
        # Of two visits at the same moment, max() takes the first: the earlier step.
        return max(visited, key=lambda pair: pair[0])[1]
    return to_do[0] if to_do else None


def carry_on(courses: Sequence[C]) -> C | None:
    """Of several courses the one to carry on with, which has something to do if any has.

    After those come courses that wait for something to open, then finished ones. Of several, it
    is the one visited last; of those that nobody has begun, the first.
    """
    unfinished = [course for course in courses if not course.is_finished]
    left = [course for course in unfinished if not course.is_waiting] or unfinished or courses
    visited = [(course.visited_at, course) for course in left if course.visited_at is not None]
    if visited:
        return max(visited, key=lambda pair: pair[0])[1]
    return left[0] if left else None


def opens_next(doors: Iterable[D]) -> D | None:
    """Of what is locked, in the order of the course, what opens first.

    Where no day is known it is the first in order.
    """
    locked = [(door, door.release) for door in doors]
    known = [(door, shut.opens_at or LATEST) for door, shut in locked if isinstance(shut, Locked)]
    return min(known, key=lambda pair: pair[1])[0] if known else None


def minutes_left(stops: Iterable[Stop]) -> int:
    """How long the steps that are not done take together, locked ones too."""
    return sum(stop.minutes for stop in stops if stop.done_at is None)

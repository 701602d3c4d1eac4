"""Whether two people can be asked to walk together, as things stand around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from uuid import UUID

from app.mentoring.rules.runs import KEPT_APART, LEFT_PROGRAMME, NO_ROOM, PAIRED

Two = frozenset[UUID]


class Around:
    """What stands against pairs of some people: the one rule for one pair and for many."""

    def __init__(
        self,
        *,
        joined: Collection[UUID],
        apart: Collection[Two],
        paired: Collection[Two],
        room: Mapping[UUID, int],
    ) -> None:
        """Take in how it is now.

        `paired` are their open pairings, also with others; `room` is for how many each has room
        who can be found.
        """
        self._joined, self._apart = frozenset(joined), apart
        self._paired = set[Two]()
        self._room = Counter(room)
        for two in paired:
            self.take(two)

    def why_not(self, two: Two) -> str | None:
        """The first thing that stands against it; None: they can be asked."""
        if not two <= self._joined:
            return LEFT_PROGRAMME
        if len(two) == 1 or two in self._apart:
            return KEPT_APART
        if two in self._paired:
            return PAIRED
        return NO_ROOM if any(self._room[one] <= 0 for one in two) else None

    def take(self, two: Two) -> None:
        """They are a pair: both have room for one less."""
        self._paired.add(two)
        self._room.subtract(two)

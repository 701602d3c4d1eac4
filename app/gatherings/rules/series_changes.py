"""Moving the sessions of a series: by the clock on the wall, across changes of the clocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256
from uuid import UUID

from app.kit.times import in_zone, to_utc

ONE = "one"
LATER = "later"
WHOLE = "whole"
# The words on the forms, in their order.
SCOPES = {
    ONE: "Only this one",
    LATER: "This one and all later ones",
    WHOLE: "The whole series",
}
# As far as a series moves at once; farther is a slip of the pen.
MOST_MINUTES = 7 * 24 * 60


@dataclass(frozen=True)
class Shift:
    """How sessions move: by so many minutes of the wall clock, or to another time of their day."""

    minutes: int = 0
    clock: time | None = None

    def of(self, starts_at: datetime, zone: str) -> datetime:
        """The new start, in UTC, of a session that starts at `starts_at`.

        A session at ten that moves by an hour is at eleven, whatever the clocks do in between.
        Raises: NoSuchTime.
        """
        local = in_zone(starts_at, zone).replace(tzinfo=None)
        if self.clock is not None:
            moved = datetime.combine(local.date(), self.clock)
        else:
            moved = local + timedelta(minutes=self.minutes)
        return starts_at if moved == local else to_utc(moved.date(), moved.time(), zone)


@dataclass(frozen=True)
class NewTime:
    """Where a session moves to; times are UTC, and it keeps its length."""

    id: UUID
    title: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    new_start: datetime
    # Why it cannot move there, in a sentence; empty: it can.
    fault: str = ""

    @property
    def new_end(self) -> datetime:
        """When it is to end."""
        return self.new_start + (self.ends_at - self.starts_at)

    @property
    def moves(self) -> bool:
        """Whether it moves at all."""
        return self.new_start != self.starts_at


def seal(sessions: Sequence[tuple[UUID, int]]) -> str:
    """A word for sessions just as they are: another when one of them was changed since.

    Takes the id and the `sequence` of each.
    """
    lines = sorted(f"{session_id.hex} {sequence}" for session_id, sequence in sessions)
    return sha256("\n".join(lines).encode()).hexdigest()

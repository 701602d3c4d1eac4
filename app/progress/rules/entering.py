"""What somebody types in for a person: how it reached them, and the day it was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

PAPER = "paper"
PHONE = "phone"
HOWS = {PAPER: "On paper", PHONE: "By phone, or in person"}

ENTRIES = "entries"
"""Where the evidence of a step keeps what was typed in for the person, in order."""


LETTERS = "ABCDEFGH"
"""What stands before the options of a question on paper, in the order of the page."""


@dataclass(frozen=True)
class Days:
    """The days from the first to the last, both among them."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Entry:
    """One thing typed in for a person; `done_at` is when its day began, in UTC.

    `key` is the form's own, so that the same sending twice is one entry.
    """

    by: UUID
    how: str
    on: date
    done_at: datetime
    key: UUID

    def as_evidence(self, now: datetime) -> dict[str, str]:
        """What is kept of it: never what the person wrote or answered."""
        return {
            "key": str(self.key),
            "by": str(self.by),
            "how": self.how,
            "on": self.on.isoformat(),
            "at": now.isoformat(),
        }


def earliest_day(starts_on: date, opened_on: date) -> date:
    """The first day on which something can have been done for a cohort.

    Some are opened here after they began, others weeks before.
    """
    return min(starts_on, opened_on)

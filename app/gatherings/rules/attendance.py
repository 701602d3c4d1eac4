"""Ways of having taken part in a session, and what a register changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.gatherings.rules import PLANNED

NOT_NOTED = ""
TOOK_PART = {"in_person": "In the room", "online": "Online", "phone": "By phone"}
CHOICES = {**TOOK_PART, NOT_NOTED: "Not noted"}
"""What can be chosen for each person, in the order of the page."""

WORDS = {"in_person": "in the room", "online": "online", "phone": "by phone"}
"""How somebody took part, inside a sentence."""


@dataclass(frozen=True)
class Noted:
    """What a form says of one enrolment: what it showed before, and what is chosen now."""

    enrolment_id: UUID
    before: str
    now: str


def changes_in(noted: Iterable[Noted]) -> list[Noted]:
    """What somebody changed; rows that they left as they were say nothing.

    So two facilitators can note people at the same time, and neither undoes the other's work.
    """
    return [one for one in noted if one.now in CHOICES and one.now != one.before]


def can_be_noted(state: str, starts_at: datetime, now: datetime) -> bool:
    """Whether there can be a register: the session was not called off, and has begun."""
    return state == PLANNED and starts_at <= now

"""Ways of having taken part in a session, and what a register changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.gatherings.rules import PLANNED

NOT_NOTED = ""
APOLOGIES = "apologies"
MISSED = "missed"
ONLINE = "online"
TOOK_PART = {"in_person": "In the room", ONLINE: "Online", "phone": "By phone"}
CHOICES = {**TOOK_PART, APOLOGIES: "Apologies", MISSED: "Missed", NOT_NOTED: "Not noted"}
"""What can be chosen for each person, in the order of the page."""

RESTS = {"in_person": "was in the room", ONLINE: "was online", MISSED: "missed it"}
"""What all who are not noted can be noted as at once, in words after "Everybody else"."""

OWN_WORDS = {
    "in_person": "It is noted that you took part, in the room.",
    ONLINE: "It is noted that you took part, online.",
    "phone": "It is noted that you took part, by phone.",
    APOLOGIES: "You told us that you could not come. Thank you for letting us know.",
}
"""What a person reads of themselves; nobody reads that they were missing."""


def rests_of(how: str) -> dict[str, str]:
    """Those of RESTS that fit how a session is held: nobody is in the room of one online."""
    other = {"in_person": ONLINE, ONLINE: "in_person"}.get(how)
    return {rest: words for rest, words in RESTS.items() if rest != other}


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


def sort_out(
    wanted: Iterable[Noted], stored: Mapping[UUID, str], own: Collection[UUID]
) -> tuple[list[Noted], list[Noted]]:
    """What is to be written, and what is not since somebody else changed it meanwhile.

    `stored` holds what is kept now for everybody who can be noted; others are passed over, as is
    what is kept already. In `own` are those whom the same person noted last: they may change that
    again, such as after an answer that was lost on the way. Both lists say in `before` what is
    stored, and are in one order.
    """
    last = {one.enrolment_id: one for one in wanted if one.enrolment_id in stored}
    changes: list[Noted] = []
    clashes: list[Noted] = []
    for enrolment_id in sorted(last):
        one, kept = last[enrolment_id], stored[enrolment_id]
        if one.now != kept:
            told = changes if one.before == kept or enrolment_id in own else clashes
            told.append(Noted(enrolment_id, kept, one.now))
    return changes, clashes


def can_be_noted(state: str, starts_at: datetime, now: datetime) -> bool:
    """Whether there can be a register: the session was not called off, and has begun."""
    return state == PLANNED and starts_at <= now

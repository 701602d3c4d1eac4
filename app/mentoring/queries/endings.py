"""How an end stands, for the two, and for a coordinator who enters what one of them says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.mentoring.models import MentoringAbsence, PairingMember
from app.mentoring.queries.apart import apart_between
from app.mentoring.queries.keys import key_to_read
from app.mentoring.queries.pairings import Member, PairingPlace
from app.mentoring.rules.endings import (
    CAN_BE_MISSED,
    CAN_BEGIN_TO_CLOSE,
    CAN_LOOK_BACK,
    closes_at,
    may_be_in_touch,
)
from app.mentoring.rules.keys import GAINED
from app.mentoring.rules.states import CLOSED, CLOSING, LIVE
from app.people.models import Person


@dataclass(frozen=True)
class Waiting:
    """Somebody is missed, since when and until when (UTC)."""

    person_id: UUID
    told_at: datetime
    until: datetime


@dataclass(frozen=True)
class Ending:
    """What a page of a pair says about its end; without a word of what was written.

    `closes_at` (UTC) is when a pair that comes to an end closes by itself.
    """

    can_end: bool
    can_begin_to_close: bool
    can_look_back: bool
    can_be_missed: bool
    waiting: Sequence[Waiting]
    closes_at: datetime | None


@dataclass(frozen=True)
class Gained:
    """What one of the two wrote that they gained; `entered_by`: who wrote it down for them."""

    name: str
    is_own: bool
    words: str
    entered_by: str


def ending_of(db: Session, place: PairingPlace) -> Ending:
    """How it stands with the end of a pair; one statement, none where nobody can be missed."""
    state = place.pairing.state
    waiting = waiting_in(db, place) if state in CAN_BE_MISSED else []
    return Ending(
        can_end=state in LIVE,
        can_begin_to_close=state in CAN_BEGIN_TO_CLOSE,
        can_look_back=state in CAN_LOOK_BACK,
        can_be_missed=state in CAN_BE_MISSED,
        waiting=waiting,
        closes_at=closes_at(place.pairing.state_since) if state == CLOSING else None,
    )


def waiting_in(db: Session, place: PairingPlace) -> Sequence[Waiting]:
    """Who is missed in a pair at the moment. One statement."""
    rows = db.execute(
        select(MentoringAbsence.person_id, MentoringAbsence.told_at, MentoringAbsence.waits_until)
        .where(
            MentoringAbsence.pairing_id == place.pairing.id, MentoringAbsence.settled_at.is_(None)
        )
        .order_by(MentoringAbsence.told_at)
    )
    return [Waiting(*row) for row in rows]


def gained_in(db: Session, actor: Person, place: PairingPlace) -> Sequence[Gained]:
    """What the two wrote that they gained, the actor's own first; for the two. Two statements.

    None where nothing was written.
    Raises: LookupError for anybody else; CannotOpen.
    """
    written = [one for one in place.members if one.row.sealed_gained is not None]
    if not written:
        return []
    key = key_to_read(db, actor, place)
    if key is None:
        return []
    entered = _names(db, written)
    return [
        Gained(
            name=one.name,
            is_own=one.person_id == actor.id,
            words=key.open(one.row.sealed_gained, GAINED, one.row.id),
            entered_by=entered.get(one.row.looked_back_by_id, ""),
        )
        for one in sorted(written, key=lambda one: one.person_id != actor.id)
        if one.row.sealed_gained is not None
    ]


def partner_to_reach(db: Session, actor: Person, place: PairingPlace) -> Person | None:
    """The other, if the two may be in touch after the end; None: not, or not yet.

    One statement; none where nobody asks it.
    """
    partner = place.partner(actor.id).person
    said = [one.row.contact_after for one in place.members]
    if partner is None or place.pairing.state != CLOSED or None in said:
        return None
    are_apart = apart_between(db, actor.id, partner.id)
    may = may_be_in_touch(place.pairing.closed_for, said, are_apart=are_apart)
    return partner if may else None


def members_held(db: Session, pairing_id: UUID) -> Sequence[PairingMember]:
    """The rows of the two as they are now, held until the commit. One statement."""
    return db.scalars(
        select(PairingMember)
        .where(PairingMember.pairing_id == pairing_id)
        .order_by(PairingMember.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def _names(db: Session, members: Sequence[Member]) -> Mapping[UUID | None, str]:
    wanted = {one.row.looked_back_by_id for one in members} - {None}
    if not wanted:
        return {}
    rows = db.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    return {row.id: row.name for row in rows}

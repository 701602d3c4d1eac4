"""What letters about an end need to know, looked at again when they are sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.mentoring.models import MentoringAbsence, Pairing, PairingMember
from app.people.models import Person
from app.post.models import Letter

About = tuple[UUID, UUID]


@dataclass(frozen=True)
class ToldOfEnd:
    """One of the two who gets a letter about an end; `since` is UTC, told in `zone`.

    `partner` is None when their account has been removed.
    """

    name: str
    zone: str
    partner: str | None
    pairing_id: UUID
    state: str
    since: datetime
    closed_for: str | None


@dataclass(frozen=True)
class ToldOfWait:
    """The one who is missed; `until` is UTC, and `is_over` when nobody waits any more."""

    told: ToldOfEnd
    until: datetime
    is_over: bool


_own, _other = aliased(PairingMember), aliased(PairingMember)
_person, _partner = aliased(Person), aliased(Person)
_FACTS = (
    select(
        *(_person.id, _person.name, _person.time_zone, _partner.name),
        *(Pairing.id, Pairing.state, Pairing.state_since, Pairing.closed_for),
    )
    .select_from(Pairing)
    .join(_own, _own.pairing_id == Pairing.id)
    .join(_person, _person.id == _own.person_id)
    .join(_other, (_other.pairing_id == Pairing.id) & (_other.id != _own.id))
    .outerjoin(_partner, _partner.id == _other.person_id)
)


def ends_to_tell(db: Session, letters: Sequence[Letter]) -> Mapping[About, ToldOfEnd]:
    """For letters about pairings that end, by pairing and person. One statement."""
    about, people = _named(letters)
    rows = db.execute(_FACTS.where(Pairing.id.in_(about), _person.id.in_(people)))
    return {(row[4], row[0]): ToldOfEnd(*row[1:]) for row in rows}


def waits_to_tell(db: Session, letters: Sequence[Letter]) -> Mapping[About, ToldOfWait]:
    """For letters to whoever is missed, by absence and person. One statement."""
    about, people = _named(letters)
    rows = db.execute(
        _FACTS.join(
            MentoringAbsence,
            (MentoringAbsence.pairing_id == Pairing.id)
            & (MentoringAbsence.person_id == _person.id),
        )
        .add_columns(
            *(MentoringAbsence.id, MentoringAbsence.waits_until),
            MentoringAbsence.settled_at.is_not(None),
        )
        .where(MentoringAbsence.id.in_(about), _person.id.in_(people))
    )
    return {(row[8], row[0]): ToldOfWait(ToldOfEnd(*row[1:8]), *row[9:]) for row in rows}


def _named(letters: Sequence[Letter]) -> tuple[set[UUID], set[UUID]]:
    return {one.about_id for one in letters}, {one.person_id for one in letters}

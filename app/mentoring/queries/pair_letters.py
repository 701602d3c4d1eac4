"""What letters about a pair need to know, looked at again when they are sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from app.mentoring.models import (
    Agreement,
    AgreementSignature,
    MentoringAbsence,
    Pairing,
    PairingMember,
)
from app.people.models import Person
from app.post.models import Letter

About = tuple[UUID, UUID]


@dataclass(frozen=True)
class Told:
    """One of the two who gets a letter; times are UTC, told in `zone`.

    `partner` is None when their account has been removed; `since` is when the pairing came into
    its state, and `back_on` the day on which a break ends by itself.
    """

    name: str
    zone: str
    partner: str | None
    pairing_id: UUID
    state: str
    answer: str | None
    answer_by: datetime
    since: datetime
    closed_for: str | None
    back_on: date | None


@dataclass(frozen=True)
class ToldOfVersion:
    """The same about one version of their agreement."""

    told: Told
    number: int
    is_newest: bool
    has_signed: bool
    signatures: int


@dataclass(frozen=True)
class ToldOfWait:
    """The same to the one who is missed; `until` is UTC, `is_over`: nobody waits any more."""

    told: Told
    until: datetime
    is_over: bool


_own, _other = aliased(PairingMember), aliased(PairingMember)
_person, _partner = aliased(Person), aliased(Person)
_FACTS = (
    select(
        *(_person.id, _person.name, _person.time_zone, _partner.name),
        *(Pairing.id, Pairing.state, _own.answer, Pairing.answer_by),
        *(Pairing.state_since, Pairing.closed_for, Pairing.back_on),
    )
    .select_from(Pairing)
    .join(_own, _own.pairing_id == Pairing.id)
    .join(_person, _person.id == _own.person_id)
    .join(_other, (_other.pairing_id == Pairing.id) & (_other.id != _own.id))
    .outerjoin(_partner, _partner.id == _other.person_id)
)


def pairs_to_tell(db: Session, letters: Sequence[Letter]) -> Mapping[About, Told]:
    """For letters about pairings, by pairing and person. One statement."""
    about, people = _named(letters)
    rows: Iterable[Sequence[Any]] = db.execute(
        _FACTS.where(Pairing.id.in_(about), _person.id.in_(people))
    )
    return {(row[4], row[0]): Told(*row[1:]) for row in rows}


def versions_to_tell(db: Session, letters: Sequence[Letter]) -> Mapping[About, ToldOfVersion]:
    """For letters about versions of agreements, by version and person. One statement."""
    about, people = _named(letters)
    newer = aliased(Agreement)
    is_newer = (newer.pairing_id == Agreement.pairing_id) & (newer.number > Agreement.number)
    of_this = AgreementSignature.agreement_id == Agreement.id
    signed = select(func.count()).select_from(AgreementSignature).where(of_this)
    rows = db.execute(
        _FACTS.join(Agreement, Agreement.pairing_id == Pairing.id)
        .add_columns(
            *(Agreement.id, Agreement.number, ~exists().where(is_newer)),
            exists().where(of_this, AgreementSignature.person_id == _person.id),
            signed.scalar_subquery(),
        )
        .where(Agreement.id.in_(about), _person.id.in_(people))
    )
    return {(row[11], row[0]): ToldOfVersion(Told(*row[1:11]), *row[12:]) for row in rows}


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
    return {(row[11], row[0]): ToldOfWait(Told(*row[1:11]), *row[12:]) for row in rows}


def _named(letters: Sequence[Letter]) -> tuple[set[UUID], set[UUID]]:
    return {one.about_id for one in letters}, {one.person_id for one in letters}

"""With whom somebody walks at the moment: what other rooms may ask of mentoring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app.mentoring.models import Pairing, PairingMember
from app.mentoring.rules.states import LIVE
from app.people.models import Person


@dataclass(frozen=True)
class Partner:
    """The other of a live pairing; `since` is when the pairing came into its state, in UTC."""

    pairing_id: UUID
    person_id: UUID
    name: str
    state: str
    since: datetime


_own, _other = aliased(PairingMember), aliased(PairingMember)
_PARTNERS = (
    select(Pairing.id, Person.id, Person.name, Pairing.state, Pairing.state_since)
    .select_from(_own)
    .join(Pairing, Pairing.id == _own.pairing_id)
    .join(_other, (_other.pairing_id == Pairing.id) & (_other.id != _own.id))
    .join(Person, Person.id == _other.person_id)
    .where(_own.person_id == bindparam("person"), Pairing.state.in_(LIVE))
    .order_by(func.lower(Person.name), Pairing.id)
)


def partners_of(db: Session, person_id: UUID) -> Sequence[Partner]:
    """Everybody with whom this person has a live pairing, by name; one statement.

    A pairing that is proposed, on hold or over makes nobody a partner.
    """
    return [Partner(*row) for row in db.execute(_PARTNERS, {"person": person_id})]

"""With whom somebody walks at the moment: what other rooms may ask of mentoring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app.mentoring.models import Pairing, PairingMember
from app.mentoring.rules.states import LIVE, SUSPENDED
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


def are_partners_held(db: Session, one_id: UUID, two_id: UUID) -> bool:
    """Whether these two have a live pairing, which stays so until the commit. One statement."""
    one, two = sorted((one_id, two_id))
    live = Pairing.one_id == one, Pairing.two_id == two, Pairing.state.in_(LIVE)
    return db.scalar(select(Pairing.id).where(*live).with_for_update(read=True)) is not None


def pair_state(
    one_id: ColumnElement[UUID], two_id: ColumnElement[UUID], since: ColumnElement[datetime]
) -> ScalarSelect[str]:
    """For a statement of another room: the state of a pairing that is live or on hold.

    Of these two, and begun before `since`; NULL where there is none, so that what ended with one
    pairing does not begin again with the next.
    """
    return (
        select(Pairing.state)
        .where(
            Pairing.one_id == func.least(one_id, two_id),
            Pairing.two_id == func.greatest(one_id, two_id),
            Pairing.state.in_((*LIVE, SUSPENDED)),
            Pairing.proposed_at <= since,
        )
        .correlate_except(Pairing)
        .scalar_subquery()
    )

"""What a text that came in may be about: questions and pairs of whoever has that number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.mentoring.models import CheckIn, Pairing, PairingMember
from app.mentoring.rules.check_ins import ASKED, NOT_ASKED
from app.mentoring.rules.states import ACTIVE, LIVE, OPEN, PROPOSED
from app.people.models import Person


@dataclass(frozen=True)
class Waiting:
    """What a text may be about: whose it would be, and with whom they walk, by their names.

    `check_in_id` is the question, where it is about one; `is_open`: it has no answer yet.
    """

    pairing_id: UUID
    person_id: UUID
    name: str
    partner: str
    is_open: bool = True
    check_in_id: UUID | None = None


def questions_by_phone(db: Session, person_ids: Sequence[UUID], since: date) -> Sequence[Waiting]:
    """The questions to these people since a day, of pairs that are under way. One statement."""
    partner, other = aliased(Person), aliased(PairingMember)
    rows = db.execute(
        select(
            *(CheckIn.pairing_id, CheckIn.person_id),
            *(Person.name, func.coalesce(partner.name, "")),
            *(CheckIn.state == ASKED, CheckIn.id),
        )
        .join(Pairing, (Pairing.id == CheckIn.pairing_id) & (Pairing.state == ACTIVE))
        .join(Person, Person.id == CheckIn.person_id)
        .join(
            other,
            (other.pairing_id == Pairing.id) & (other.person_id.is_distinct_from(Person.id)),
        )
        .outerjoin(partner, partner.id == other.person_id)
        .where(
            CheckIn.person_id.in_(person_ids),
            CheckIn.state != NOT_ASKED,
            CheckIn.asked_on >= since,
        )
        .order_by(CheckIn.asked_on.desc(), CheckIn.id)
    )
    return [Waiting(*row) for row in rows]


def partner_names(db: Session, person_ids: Sequence[UUID]) -> Sequence[str]:
    """The names of everybody with whom these people have an open pairing. One statement."""
    own, other = aliased(PairingMember), aliased(PairingMember)
    return db.scalars(
        select(Person.name)
        .join(other, other.person_id == Person.id)
        .join(own, (own.pairing_id == other.pairing_id) & (own.id != other.id))
        .join(Pairing, Pairing.id == own.pairing_id)
        .where(own.person_id.in_(person_ids), Pairing.state.in_(OPEN))
        .distinct()
    ).all()


def live_pairs(db: Session, person_ids: Sequence[UUID]) -> Sequence[Waiting]:
    """Every live pairing of these people, each as theirs. One statement."""
    return _pairs(db, person_ids, LIVE)


def proposals_to(db: Session, person_ids: Sequence[UUID]) -> Sequence[Waiting]:
    """Every proposal to these people that stands, also those they have answered. One statement."""
    return _pairs(db, person_ids, (PROPOSED,))


def _pairs(db: Session, person_ids: Sequence[UUID], states: Sequence[str]) -> Sequence[Waiting]:
    own, other, partner = aliased(PairingMember), aliased(PairingMember), aliased(Person)
    rows = db.execute(
        select(Pairing.id, Person.id, Person.name, partner.name, own.answer.is_(None))
        .join(own, own.pairing_id == Pairing.id)
        .join(Person, Person.id == own.person_id)
        .join(other, (other.pairing_id == Pairing.id) & (other.id != own.id))
        .join(partner, partner.id == other.person_id)
        .where(own.person_id.in_(person_ids), Pairing.state.in_(states))
        .order_by(Pairing.id)
    )
    return [Waiting(*row) for row in rows]

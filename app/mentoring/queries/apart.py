"""Whom somebody said they would not be paired with: for that person, and for nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.mentoring.models import MentoringApart, PairingMember
from app.mentoring.rules.topics import NOT_AGAIN
from app.people.models import Person


@dataclass(frozen=True)
class ApartLine:
    """Somebody whom the actor would not be paired with; `made_at` is UTC."""

    id: UUID
    person_id: UUID
    name: str
    made_at: datetime


def own_aparts(db: Session, actor: Person) -> Sequence[ApartLine]:
    """The actor's own, by name. One statement."""
    rows = db.execute(
        select(MentoringApart.id, Person.id, Person.name, MentoringApart.made_at)
        .join(Person, Person.id == MentoringApart.other_id)
        .where(MentoringApart.person_id == actor.id, MentoringApart.why == NOT_AGAIN)
        .order_by(func.lower(Person.name), MentoringApart.id)
    )
    return [ApartLine(*row) for row in rows]


def own_apart(
    db: Session, actor: Person, *, apart_id: UUID, **_more: object
) -> MentoringApart | None:
    """One of the actor's own, for guards. One statement."""
    return db.scalar(
        select(MentoringApart).where(
            MentoringApart.id == apart_id,
            MentoringApart.person_id == actor.id,
            MentoringApart.why == NOT_AGAIN,
        )
    )


def is_named(db: Session, actor: Person, other_id: UUID) -> bool:
    """Whether the actor said that they would not be paired with this person. One statement."""
    named = exists().where(
        MentoringApart.person_id == actor.id,
        MentoringApart.other_id == other_id,
        MentoringApart.why == NOT_AGAIN,
    )
    return bool(db.scalar(select(named)))


def to_name(db: Session, actor: Person) -> Sequence[tuple[UUID, str]]:
    """Who can be named: whoever the actor was ever paired with, or learns with. One statement."""
    named = exists().where(
        MentoringApart.person_id == actor.id,
        MentoringApart.other_id == Person.id,
        MentoringApart.why == NOT_AGAIN,
    )
    rows = db.execute(_known(actor).where(~named).order_by(func.lower(Person.name), Person.id))
    return [(person_id, name) for person_id, name in rows]


def can_be_named(db: Session, actor: Person, other_id: UUID) -> bool:
    """Whether this is one of them. One statement."""
    return db.execute(_known(actor).where(Person.id == other_id)).first() is not None


def _known(actor: Person) -> Select[UUID, str]:
    own, other = aliased(PairingMember), aliased(PairingMember)
    seat, beside = aliased(Enrolment), aliased(Enrolment)
    were_paired = (
        select(own.id)
        .join(other, other.pairing_id == own.pairing_id)
        .where(own.person_id == actor.id, other.person_id == Person.id)
    )
    learn_together = (
        select(seat.id)
        .join(beside, beside.cohort_id == seat.cohort_id)
        .where(
            seat.person_id == actor.id,
            seat.state == JOINED,
            beside.person_id == Person.id,
            beside.state == JOINED,
        )
    )
    known = or_(were_paired.exists(), learn_together.exists())
    return select(Person.id, Person.name).where(Person.id != actor.id, known)


def apart_between(db: Session, one_id: UUID, two_id: UUID) -> bool:
    """Whether either keeps apart from the other, for whatever cause. One statement."""
    both = (one_id, two_id)
    found = exists().where(MentoringApart.person_id.in_(both), MentoringApart.other_id.in_(both))
    return bool(db.scalar(select(found)))

"""What letters about pledges and texts in answer need to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.people.models import Person
from app.post.models import Letter
from app.practice.models import Pledge, PledgeAnswer


@dataclass(frozen=True)
class Asked:
    """Whose pledge a letter is about, and how it stands.

    `answered_at` is UTC. `has_more`: they are asked about another pledge too. `shares_phone`:
    others have the same number.
    """

    name: str
    cohort: str
    number: int
    made_on: date
    ended: str | None
    is_asked: bool
    has_joined: bool
    answered_at: datetime | None
    has_more: bool
    shares_phone: bool


@dataclass(frozen=True)
class AskedByPhone:
    """A pledge that somebody with this number was asked about; `is_open`: and has not answered."""

    pledge_id: UUID
    person_id: UUID
    name: str
    number: int
    is_open: bool


def asked_about(db: Session, letters: Sequence[Letter]) -> Mapping[UUID, Asked]:
    """For letters about pledges, by the pledge. One statement."""
    sharing, another = aliased(Person), aliased(Pledge)
    answered = (
        select(func.max(PledgeAnswer.said_at))
        .where(PledgeAnswer.pledge_id == Pledge.id)
        .scalar_subquery()
    )
    more = select(another.id).where(
        another.person_id == Pledge.person_id,
        another.id != Pledge.id,
        another.ended.is_(None),
        another.is_asked,
        another.asked > 0,
    )
    shares = select(sharing.id).where(sharing.phone == Person.phone, sharing.id != Person.id)
    rows = db.execute(
        select(
            *(Pledge.id, Person.name, Cohort.name, Pledge.number, Pledge.made_on),
            *(Pledge.ended, Pledge.is_asked, func.coalesce(Enrolment.state == JOINED, False)),
            *(answered, more.exists(), shares.exists()),
        )
        .join(Person, Person.id == Pledge.person_id)
        .join(Cohort, Cohort.id == Pledge.cohort_id)
        .outerjoin(
            Enrolment,
            and_(Enrolment.cohort_id == Cohort.id, Enrolment.person_id == Person.id),
        )
        .where(Pledge.id.in_({letter.about_id for letter in letters}))
    )
    return {row[0]: Asked(*row[1:]) for row in rows}


def asked_by_phone(db: Session, person_ids: Sequence[UUID]) -> Sequence[AskedByPhone]:
    """What these people were asked about and goes on, the newest question first. One statement.

    It is open while nothing was said since the newest question.
    """
    answered = select(PledgeAnswer.id).where(
        PledgeAnswer.pledge_id == Pledge.id, PledgeAnswer.follow_up == Pledge.asked
    )
    rows = db.execute(
        select(Pledge.id, Pledge.person_id, Person.name, Pledge.number, ~answered.exists())
        .join(Person, Person.id == Pledge.person_id)
        .where(Pledge.person_id.in_(person_ids), Pledge.asked > 0, Pledge.ended.is_(None))
        .order_by(Pledge.made_on.desc(), Pledge.id)
    )
    return [AskedByPhone(*row) for row in rows]


def pledge_numbers(db: Session, person_ids: Sequence[UUID]) -> Sequence[str]:
    """The numbers by which texts can name a pledge of these people. One statement."""
    rows = db.scalars(
        select(Pledge.number)
        .where(Pledge.person_id.in_(person_ids), Pledge.asked > 0, Pledge.ended.is_(None))
        .distinct()
    )
    return [str(number) for number in rows]

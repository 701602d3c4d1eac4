"""Which pledge somebody means who tells a facilitator how it goes."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.people.models import Person
from app.practice.models import Pledge


def teller(db: Session, cohort_id: UUID, person_id: UUID) -> Person | None:
    """Somebody who is in the cohort, or None. One statement."""
    return db.scalar(
        select(Person)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(
            Person.id == person_id,
            Enrolment.cohort_id == cohort_id,
            Enrolment.state == JOINED,
        )
    )


def told_pledge(db: Session, cohort_id: UUID, person_id: UUID, number: int) -> Pledge | None:
    """The pledge with this number of somebody, if they made it in this cohort. One statement."""
    return db.scalar(
        select(Pledge).where(
            Pledge.cohort_id == cohort_id,
            Pledge.person_id == person_id,
            Pledge.number == number,
        )
    )

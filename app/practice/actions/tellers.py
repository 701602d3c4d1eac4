"""Whose words or numbers somebody may type in."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.people.models import Person
from app.practice.errors.plumblines import PersonNeeded


def somebody_in(db: Session, actor: Person, cohort: Cohort, person_id: UUID | None) -> UUID:
    """Somebody else who joined the cohort. One statement.

    Raises: PersonNeeded.
    """
    found = db.scalar(
        select(Enrolment.person_id).where(
            Enrolment.cohort_id == cohort.id,
            Enrolment.person_id == person_id,
            Enrolment.state == JOINED,
        )
    )
    if found is None or found == actor.id:
        raise PersonNeeded
    return found

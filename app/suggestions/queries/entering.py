"""Whose words a facilitator can type in, and about which page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.people.models import Person


@dataclass(frozen=True)
class Teller:
    """Somebody of the cohort whose words can be typed in."""

    person_id: UUID
    name: str


def tellers(db: Session, actor: Person, cohort_id: UUID) -> Sequence[Teller]:
    """Everybody else who joined the cohort, by name; one statement."""
    rows = db.execute(
        select(Person.id, Person.name)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(
            Enrolment.cohort_id == cohort_id,
            Enrolment.state == JOINED,
            Enrolment.person_id != actor.id,
        )
        .order_by(func.lower(Person.name), Person.id)
    )
    return [Teller(*row) for row in rows]

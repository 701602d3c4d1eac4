"""What is kept of people in a cohort and of their letters, read anew."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment, JoinKey
from app.people.models import Person
from app.post.models import Letter


def states(db: Session, people: Sequence[Person]) -> list[str]:
    """How each of these people stands, in their order."""
    db.commit()
    found = {
        row.person_id: row.state for row in db.execute(select(Enrolment.person_id, Enrolment.state))
    }
    return [found[person.id] for person in people]


def place_of(db: Session, person: Person) -> Enrolment:
    """The one enrolment of a person as it stands now."""
    db.flush()
    found = select(Enrolment).where(Enrolment.person_id == person.id)
    return db.scalars(found, execution_options={"populate_existing": True}).one()


def letters_of(db: Session, kind: str) -> list[Letter]:
    """The letters of one kind, oldest first."""
    return list(db.scalars(select(Letter).where(Letter.kind == kind).order_by(Letter.id)))


def used(db: Session) -> int:
    """How many people the one key let in."""
    db.flush()
    return db.scalars(select(JoinKey.used)).one()

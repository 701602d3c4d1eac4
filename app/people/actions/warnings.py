"""The letter that warns somebody that their way in changes, or was changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.people.models import Person
from app.people.queries.bringing import cohort_that_brings
from app.post.actions.plan import NewLetter


def warning(db: Session, person: Person, kind: str, about_id: UUID, *, now: datetime) -> NewLetter:
    """To their e-mail address, since most ways in begin there; else as they are reached.

    What is brought by hand is on the list of their newest cohort. At most one statement.
    """
    if person.email:
        return NewLetter(person.id, kind, about_id, now, channel="email")
    cohort_id = cohort_that_brings(db, person)
    return NewLetter(person.id, kind, about_id, now, cohort_id=cohort_id)

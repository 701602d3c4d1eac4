"""Who brings letters to somebody whom no machine reaches."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.people.models import Person
from app.post.rules import BY_HAND

# Cohorts stand above the room of people, which knows no more of them than this.
NEWEST = text(
    """
    SELECT enrolment.cohort_id
    FROM enrolment JOIN cohort ON cohort.id = enrolment.cohort_id
    WHERE enrolment.person_id = :person AND enrolment.state = 'joined'
    ORDER BY cohort.starts_on DESC NULLS LAST, cohort.id
    LIMIT 1
    """
)


def cohort_that_brings(db: Session, person: Person) -> UUID | None:
    """The newest cohort that somebody joined, on whose list their letters stand.

    None for whoever is reached by e-mail or text, and where there is no such cohort. At most one
    statement.
    """
    if person.channel not in BY_HAND:
        return None
    found: UUID | None = db.scalar(NEWEST, {"person": person.id})
    return found

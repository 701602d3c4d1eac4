"""Who brings a letter about what is of no cohort to somebody who is reached by call or on paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.people.models import Person
from app.post.rules import cohort_of_letter


def cohorts_that_bring(db: Session, people: Collection[UUID]) -> Mapping[UUID, UUID | None]:
    """The newest cohort of each, whose facilitators have such letters on their list.

    None for whoever gets e-mail: what it is about is on no page of others. Whoever is in no cohort
    is left out. One statement.
    """
    rows = db.execute(
        select(Enrolment.person_id, Enrolment.cohort_id, Person.channel)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.person_id.in_(people), Enrolment.state == JOINED)
        .order_by(Cohort.starts_on, Cohort.id)
    )
    return {row.person_id: cohort_of_letter(row.channel, row.cohort_id) for row in rows}

"""Letters to those who may read something that was shared; none has a word of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters
from app.post.rules import cohort_of_letter


def tell_readers(
    db: Session,
    actor: Person,
    cohort_id: UUID,
    person_id: UUID | None,
    *,
    kind: str,
    share_id: UUID,
    now: datetime,
) -> None:
    """Plan one letter to each reader; `person_id` is None for the whole cohort. Two statements."""
    letters = [
        NewLetter(
            person_id=reader,
            kind=kind,
            about_id=share_id,
            due_at=now,
            cohort_id=cohort_of_letter(channel, cohort_id),
        )
        for reader, channel in _readers(db, actor, cohort_id, person_id)
    ]
    plan_letters(db, letters, now=now)


def _readers(
    db: Session, actor: Person, cohort_id: UUID, person_id: UUID | None
) -> Sequence[tuple[UUID, str]]:
    wanted = (
        select(Person.id, Person.channel)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(
            Enrolment.cohort_id == cohort_id,
            Enrolment.state == JOINED,
            Person.id != actor.id,
        )
        .order_by(Person.id)
    )
    if person_id:
        wanted = wanted.where(Person.id == person_id)
    return [(reader, channel) for reader, channel in db.execute(wanted)]

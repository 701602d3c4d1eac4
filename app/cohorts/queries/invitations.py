"""Reads of invitations and of what became of their letters; one statement each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import WAYS_IN
from app.people.models import Person
from app.post.models import Letter


@dataclass(frozen=True)
class LetterFate:
    """What became of a letter, and why; `bounced_at` is when it came back."""

    state: str
    reason: str | None
    channel: str
    bounced_at: datetime | None


@dataclass(frozen=True)
class Invitation:
    """An enrolment with all that its letter tells; `invited_by` is a name."""

    enrolment: Enrolment
    cohort: Cohort
    person: Person
    invited_by: str | None


def invitations_of(db: Session, enrolment_ids: Sequence[UUID]) -> dict[UUID, Invitation]:
    """The invitations of these enrolments, by the enrolment's id; one statement."""
    inviter = aliased(Person)
    rows = db.execute(
        select(Enrolment, Cohort, Person, inviter.name)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(inviter, inviter.id == Enrolment.added_by_id)
        .where(Enrolment.id.in_(enrolment_ids))
    )
    return {row[0].id: Invitation(*row) for row in rows}


def has_heard(db: Session, enrolment_id: UUID) -> bool:
    """Whether a letter with a way in has gone to somebody, or may have; one statement.

    One that came back, or waits on a list, has told nobody.
    """
    gone = or_(Letter.state.in_(["sent", "sending"]), Letter.doubted_at.is_not(None))
    heard = exists().where(
        Letter.about_id == enrolment_id,
        Letter.kind.in_(WAYS_IN),
        gone,
        Letter.bounced_at.is_(None),
    )
    return bool(db.scalar(select(heard)))


def cohorts_before(db: Session, enrolment_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The names of the cohorts from which these enrolments go on; one statement."""
    before = aliased(Enrolment)
    rows = db.execute(
        select(before.moved_to_id, Cohort.name)
        .ext(distinct_on(before.moved_to_id))
        .join(Cohort, Cohort.id == before.cohort_id)
        .where(before.moved_to_id.in_(enrolment_ids))
        .order_by(before.moved_to_id, before.left_at.desc())
    )
    return {enrolment_id: name for enrolment_id, name in rows if enrolment_id is not None}

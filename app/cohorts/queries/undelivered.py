"""Letters that did not arrive, until somebody puts right how the person is reached."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.people.models import Person
from app.post.models import Letter

# They are told of for so long.
LATELY = timedelta(days=14)
# Refused by a carrier at once, or sent back later.
DID_NOT_ARRIVE = or_(Letter.state == "refused", Letter.bounced_at.is_not(None))


def needs_care(now: datetime) -> ColumnElement[bool]:
    """Whether a letter of late did not arrive, and nobody has changed since where letters go."""
    when = func.coalesce(Letter.bounced_at, Letter.due_at)
    put_right = exists(
        select(Person.id)
        .where(Person.id == Letter.person_id, Person.contact_changed_at > when)
        .correlate(Letter)
    )
    return and_(DID_NOT_ARRIVE, when > now - LATELY, ~put_right)


def is_unreached(now: datetime) -> ColumnElement[bool]:
    """Whether a letter of late did not come to the person of an enrolment."""
    return exists(
        select(Letter.id)
        .where(
            Letter.cohort_id == Enrolment.cohort_id,
            Letter.person_id == Enrolment.person_id,
            needs_care(now),
        )
        .correlate(Enrolment)
    )


def undelivered(cohort_id: UUID, now: datetime) -> Select[int]:
    """Counts the letters of a cohort that somebody should look into."""
    return select(func.count()).where(Letter.cohort_id == cohort_id, needs_care(now))


def unreached(
    db: Session, cohort_id: UUID, person_ids: Sequence[UUID], now: datetime
) -> Collection[UUID]:
    """Those of these people to whom a letter did not arrive; one statement."""
    whose = select(Letter.person_id).where(
        Letter.cohort_id == cohort_id, Letter.person_id.in_(person_ids), needs_care(now)
    )
    return set(db.scalars(whose))


def why_undelivered(db: Session, cohort_id: UUID, person_id: UUID, now: datetime) -> str | None:
    """Why the newest letter that did not arrive did not; None when all is well. One statement."""
    return db.scalar(
        select(func.coalesce(Letter.reason, ""))
        .where(Letter.cohort_id == cohort_id, Letter.person_id == person_id, needs_care(now))
        .order_by(func.coalesce(Letter.bounced_at, Letter.due_at).desc(), Letter.id.desc())
        .limit(1)
    )

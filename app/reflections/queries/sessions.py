"""The session that a person writes about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.gatherings.models import Gathering
from app.people.models import Person


@dataclass(frozen=True)
class WritingSession:
    """A session of a cohort that the writer has joined, as facilitator or participant."""

    gathering_id: UUID
    enrolment_id: UUID
    title: str
    starts_at: datetime
    cohort_name: str
    zone: str


_MINE = (
    select(Gathering.id, Enrolment.id, Gathering.title, Gathering.starts_at)
    .add_columns(Cohort.name, Cohort.time_zone)
    .join(Cohort, Cohort.id == Gathering.cohort_id)
    .join(Enrolment, Enrolment.cohort_id == Cohort.id)
    .where(
        Gathering.id == bindparam("gathering"),
        Enrolment.person_id == bindparam("person"),
        Enrolment.state == JOINED,
    )
    .limit(1)
)


def writing_session(db: Session, actor: Person, gathering_id: UUID) -> WritingSession | None:
    """The session, if the actor is in its cohort. One statement."""
    facts = {"gathering": gathering_id, "person": actor.id}
    row: Sequence[Any] | None = db.execute(_MINE, facts).one_or_none()
    return WritingSession(*row) if row else None

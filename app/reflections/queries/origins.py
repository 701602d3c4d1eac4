"""Where a person's writing began, if that is theirs: a step of a module or a session."""

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
from app.progress.queries import WritingStep, held_writing_step
from app.reflections.rules.origins import FromSession, FromStep


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


def begun_from(
    db: Session, actor: Person, begun_at: FromStep | FromSession | None, now: datetime
) -> tuple[WritingStep | None, WritingSession | None]:
    """What the writing began from, if it is the actor's. At most one statement."""
    if isinstance(begun_at, FromSession):
        return None, writing_session(db, actor, begun_at.gathering_id)
    if begun_at is None:
        return None, None
    return held_writing_step(db, actor.id, begun_at.step_id, begun_at.slug, now=now), None

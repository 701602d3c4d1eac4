"""Reads for series: modules that have no session yet; each says how many statements it costs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort
from app.gatherings.models import Gathering
from app.gatherings.rules import PLANNED
from app.gatherings.rules.series import MOST_SESSIONS
from app.syllabus.models import CourseModule


def modules_without_session(db: Session, cohort: Cohort) -> Sequence[CourseModule]:
    """The modules of the cohort's course on which no session is planned, in order; one statement.

    By the module's key, since a session may have been planned on another edition.
    """
    met = aliased(CourseModule)
    keys = (
        select(met.key)
        .join(Gathering, Gathering.module_id == met.id)
        .where(Gathering.cohort_id == cohort.id, Gathering.state == PLANNED)
    )
    modules = select(CourseModule).where(
        CourseModule.edition_id == cohort.edition_id, CourseModule.key.not_in(keys)
    )
    return db.scalars(modules.order_by(CourseModule.number)).all()


def sessions_of(db: Session, cohort_id: UUID) -> Sequence[Gathering]:
    """The sessions of a cohort that took place or will, earliest first; one statement.

    No more than a series can have.
    """
    planned = select(Gathering).where(Gathering.cohort_id == cohort_id, Gathering.state == PLANNED)
    return db.scalars(
        planned.order_by(Gathering.starts_at, Gathering.id).limit(MOST_SESSIONS)
    ).all()


def latest_session(db: Session, cohort_id: UUID) -> Gathering | None:
    """The session of a cohort that is the last in its calendar; one statement."""
    planned = select(Gathering).where(Gathering.cohort_id == cohort_id, Gathering.state == PLANNED)
    return db.scalars(planned.order_by(Gathering.starts_at.desc(), Gathering.id).limit(1)).first()


def modules_in(
    db: Session, edition_id: UUID, module_ids: Collection[UUID | None]
) -> dict[UUID, UUID]:
    """The same modules in this edition, by the ids of those asked for; one statement.

    A module that this edition does not have is left out.
    """
    asked = aliased(CourseModule)
    rows = db.execute(
        select(asked.id, CourseModule.id)
        .join(CourseModule, CourseModule.key == asked.key)
        .where(asked.id.in_(set(module_ids) - {None}), CourseModule.edition_id == edition_id)
    )
    return {row[0]: row[1] for row in rows}

"""Reads for running a cohort again: its sessions, and what of each comes along."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.queries import facilitators_of
from app.gatherings.models import Gathering, GatheringRole
from app.gatherings.queries.roles import roles_at
from app.gatherings.queries.series import sessions_of
from app.gatherings.rules import PLANNED
from app.gatherings.rules.reruns import leads_back
from app.gatherings.rules.roles import RoleLine
from app.gatherings.rules.series import MOST_SESSIONS


@dataclass(frozen=True)
class Source:
    """A session of the old cohort, and what of it can come along.

    `task` is for whoever misses the session, `roles` are those of people who are asked to run the
    new cohort. The last two say what stays because it leads to a page of the old cohort.
    """

    session: Gathering
    about: str
    task: str
    roles: tuple[RoleLine, ...]
    is_about_left: bool
    is_task_left: bool


@dataclass(frozen=True)
class Copied:
    """What a new cohort began with."""

    sessions: int
    tasks: int
    roles: int


def sources_of(db: Session, old: Cohort, *, with_runners: bool) -> dict[UUID, Source]:
    """The sessions of a cohort that can be taken over, earliest first; three statements."""
    sessions = sessions_of(db, old.id)
    asked = {person.id for person in facilitators_of(db, old.id)} if with_runners else set()
    roles = roles_at(db, [session.id for session in sessions])
    return {
        session.id: _source(
            session,
            old.slug,
            tuple(line for line in roles.get(session.id, []) if line.person_id in asked),
        )
        for session in sessions
    }


def sessions_too_many(db: Session, cohort_id: UUID) -> int:
    """How many sessions of a cohort are too many to be taken over at once; one statement."""
    planned = select(func.count()).where(
        Gathering.cohort_id == cohort_id, Gathering.state == PLANNED
    )
    return max((db.scalar(planned) or 0) - MOST_SESSIONS, 0)


def copied(db: Session, cohort_id: UUID) -> Copied:
    """What a cohort that was opened from another has of it; one statement."""
    roles = (
        select(func.count())
        .select_from(GatheringRole)
        .join(Gathering, Gathering.id == GatheringRole.gathering_id)
        .where(Gathering.cohort_id == cohort_id)
        .scalar_subquery()
    )
    found = select(func.count(), func.count().filter(Gathering.catch_up != ""), roles).where(
        Gathering.cohort_id == cohort_id
    )
    return Copied(*db.execute(found).one())


def _source(session: Gathering, slug: str, roles: tuple[RoleLine, ...]) -> Source:
    about_left = leads_back(session.about, slug)
    task_left = leads_back(session.catch_up, slug)
    return Source(
        session,
        about="" if about_left else session.about,
        task="" if task_left else session.catch_up,
        roles=roles,
        is_about_left=about_left,
        is_task_left=task_left,
    )

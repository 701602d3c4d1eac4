"""The cohorts that somebody runs, with their modules and sessions, as the rules see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import FACILITATOR, JOINED
from app.gatherings.models import Gathering
from app.gatherings.rules import PLANNED, SESSION
from app.insights.rules.needs.facts import Door, Group
from app.people.models import Person
from app.progress.queries.announcing import courses_of
from app.progress.queries.doors import DoorFacts
from app.syllabus.models import CourseModule


@dataclass(frozen=True)
class Run:
    """A cohort that the actor runs."""

    id: UUID
    slug: str
    name: str
    zone: str
    starts_on: date


def runs_of(db: Session, actor: Person) -> Sequence[Run]:
    """The cohorts that the actor joined to run them, newest first; one statement."""
    rows = db.execute(
        select(Cohort.id, Cohort.slug, Cohort.name, Cohort.time_zone, Cohort.starts_on)
        .join(Enrolment, Enrolment.cohort_id == Cohort.id)
        .where(
            Enrolment.person_id == actor.id,
            Enrolment.role == FACILITATOR,
            Enrolment.state == JOINED,
        )
        .order_by(Cohort.starts_on.desc(), Cohort.id)
    )
    return [Run(*row) for row in rows]


def groups_of(db: Session, runs: Sequence[Run], now: datetime) -> dict[UUID, Group]:
    """These cohorts with when their modules open and their sessions are; two statements.

    Sessions that were called off do not count.
    """
    ids = [run.id for run in runs]
    courses = courses_of(db, ids)
    sessions: dict[UUID, list[Any]] = {run_id: [] for run_id in ids}
    rows = db.execute(
        select(
            *(Gathering.cohort_id, Gathering.id, CourseModule.key.label("module_key")),
            *(Gathering.starts_at, Gathering.ends_at),
        )
        .outerjoin(CourseModule, CourseModule.id == Gathering.module_id)
        .where(
            Gathering.cohort_id.in_(ids),
            Gathering.state == PLANNED,
            Gathering.purpose == SESSION,
        )
        .order_by(Gathering.starts_at, Gathering.id)
    )
    for row in rows:
        sessions[row.cohort_id].append(row)
    return {run.id: _group(run, courses[run.id].values(), sessions[run.id], now) for run in runs}


def _group(run: Run, doors: Any, sessions: Sequence[Any], now: datetime) -> Group:
    over = [one for one in sessions if one.ends_at <= now]
    coming = [one for one in sessions if one.starts_at > now]
    return Group(
        *(run.id, run.slug, run.name, run.zone, run.starts_on),
        doors=tuple(_door(door, coming) for door in doors),
        held=len(over),
        last_ended_at=max((one.ends_at for one in over), default=None),
        next_at=coming[0].starts_at if coming else None,
    )


def _door(door: DoorFacts, coming: Sequence[Any]) -> Door:
    meets = next((one for one in coming if one.module_key == door.key), None)
    return Door(
        *(door.key, door.number, door.title, door.opening, door.session_ends_at),
        is_unlocked=door.is_unlocked,
        meets_id=meets.id if meets else None,
        meets_at=meets.starts_at if meets else None,
    )

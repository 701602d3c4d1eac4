"""Planning many sessions of a cohort at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.actions.ends import keep_session_ends
from app.gatherings.actions.plan import SessionPlan, clean_facts, planned_start, purpose_of
from app.gatherings.actions.remind import replan_reminders
from app.gatherings.errors import ModuleUnknown
from app.gatherings.errors.series import NoSessionLeft, RowsRefused, TooManySessions
from app.gatherings.models import Gathering, GatheringRole, GatheringSeries
from app.gatherings.rules.roles import RoleLine
from app.gatherings.rules.series import MOST_SESSIONS
from app.kit.db import new_id
from app.kit.errors import NotFound, Refusal
from app.people.models import Person
from app.syllabus.models import CourseModule


@dataclass(frozen=True)
class SeriesSession:
    """One session of a series: its plan, a task for whoever misses it, and who does what."""

    plan: SessionPlan
    task: str = ""
    roles: tuple[RoleLine, ...] = ()


@dataclass(frozen=True)
class SeriesPlan:
    """The sessions of a series by their number in the list, and the key of the form.

    `unread` holds the sessions whose day or time nobody can read, with what to say of each.
    """

    sessions: Mapping[int, SeriesSession]
    request_key: UUID | None = None
    unread: Mapping[int, Refusal] = field(default_factory=dict)


@dataclass(frozen=True)
class PlannedSeries:
    """The series of a form, and whether this sending of the form made it."""

    id: UUID
    is_new: bool


def plan_series(
    db: Session, actor: Person, plan: SeriesPlan, *, cohort: Cohort, now: datetime
) -> PlannedSeries:
    """Plan sessions that can be moved together, and the letters that remind people of them.

    All of them or none. The same `request_key` again gives the series that it made the first
    time, and changes nothing. Eight statements, however many sessions and people there are.
    Raises: RowsRefused, which says of each session what does not fit, NoSessionLeft,
    TooManySessions, NotFound for the key of another cohort's form.
    """
    key = plan.request_key or new_id()
    rows = _rows(db, plan, cohort, now)
    series_id = db.scalar(
        insert(GatheringSeries)
        .values(id=new_id(), cohort_id=cohort.id, created_at=now, request_key=key)
        .on_conflict_do_nothing(index_elements=[GatheringSeries.request_key])
        .returning(GatheringSeries.id)
    )
    if series_id is None:
        return PlannedSeries(_made_before(db, cohort, key), is_new=False)
    facts = {"series_id": series_id, "planned_by_id": actor.id, "created_at": now}
    db.execute(insert(Gathering).values([{**row, **facts} for row in rows]))
    _keep_roles(db, plan.sessions.values(), rows)
    replan_reminders(db, [row["id"] for row in rows], now)
    modules = {row["module_id"] for row in rows if row["module_id"]}
    keep_session_ends(db, cohort_id=cohort.id, module_ids=modules)
    return PlannedSeries(series_id, is_new=True)


def faults_in(plan: SeriesPlan, zone: str, now: datetime) -> dict[int, Refusal]:
    """What does not fit about sessions of a series, by their number in the list."""
    faults = dict(plan.unread)
    for number, session in plan.sessions.items():
        try:
            planned_start(session.plan, zone, now)
            clean_facts(session.plan)
        except Refusal as refusal:
            faults[number] = refusal
    return dict(sorted(faults.items()))


def _rows(db: Session, plan: SeriesPlan, cohort: Cohort, now: datetime) -> list[dict[str, Any]]:
    """The new rows without what they all share.

    Raises: RowsRefused, NoSessionLeft, TooManySessions.
    """
    if len(plan.sessions) + len(plan.unread) > MOST_SESSIONS:
        raise TooManySessions
    faults = faults_in(plan, cohort.time_zone, now)
    strange = _of_other_courses(db, list(plan.sessions.values()), cohort)
    for number, session in plan.sessions.items():
        if session.plan.module_id in strange:
            faults.setdefault(number, ModuleUnknown())
    if faults:
        raise RowsRefused(faults)
    if not plan.sessions:
        raise NoSessionLeft
    return [_row(session, cohort, now) for session in plan.sessions.values()]


def _row(session: SeriesSession, cohort: Cohort, now: datetime) -> dict[str, Any]:
    plan = session.plan
    starts_at = planned_start(plan, cohort.time_zone, now)
    return {
        "id": new_id(),
        "cohort_id": cohort.id,
        "module_id": plan.module_id,
        "purpose": purpose_of(plan),
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=plan.minutes),
        "catch_up": session.task,
        "request_key": new_id(),
        **clean_facts(plan),
    }


def _keep_roles(
    db: Session, sessions: Iterable[SeriesSession], rows: Sequence[dict[str, Any]]
) -> None:
    """Who does what at the new sessions; one statement, or none where nobody does anything."""
    roles = [
        {
            "id": new_id(),
            "gathering_id": row["id"],
            "role": line.role,
            "name": line.name,
            "person_id": line.person_id,
        }
        for session, row in zip(sessions, rows, strict=True)
        for line in session.roles
    ]
    if roles:
        db.execute(insert(GatheringRole).values(roles))


def _of_other_courses(
    db: Session, sessions: Sequence[SeriesSession], cohort: Cohort
) -> set[UUID | None]:
    """The modules of these sessions that are not in the cohort's course."""
    asked = {session.plan.module_id for session in sessions} - {None}
    known = select(CourseModule.id).where(
        CourseModule.edition_id == cohort.edition_id, CourseModule.id.in_(asked)
    )
    return asked - set(db.scalars(known)) if asked else set()


def _made_before(db: Session, cohort: Cohort, key: UUID) -> UUID:
    """The series that this form made before.

    Raises: NotFound when it is another cohort's.
    """
    found = db.scalar(
        select(GatheringSeries.id).where(
            GatheringSeries.request_key == key, GatheringSeries.cohort_id == cohort.id
        )
    )
    if found is None:
        raise NotFound
    return found

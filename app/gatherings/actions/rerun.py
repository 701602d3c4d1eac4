"""Running a cohort again: a new one like it, whose sessions have other days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.cohorts.actions.opening import CohortPlan, open_cohort
from app.cohorts.actions.runners import ask_runners
from app.cohorts.models import Cohort
from app.cohorts.queries.places import places_of
from app.gatherings.actions.plan import SessionPlan
from app.gatherings.actions.series import SeriesPlan, SeriesSession, faults_in, plan_series
from app.gatherings.errors.series import RowsRefused
from app.gatherings.queries.reruns import Source, sources_of
from app.gatherings.queries.series import modules_in
from app.gatherings.rules import CIRCLE
from app.gatherings.rules.access import read_access
from app.kit.db import new_id
from app.kit.errors import NotFound, Refusal
from app.people.models import Person
from app.syllabus.queries import edition_by_key

COPY_WORDS = text(
    """
    INSERT INTO opening_words (id, cohort_id, kind, words, changed_at, changed_by_id)
    SELECT uuidv7(), :cohort, kind, words, :now, :actor FROM opening_words
    WHERE cohort_id = :other
    ON CONFLICT (cohort_id, kind) DO NOTHING
    """
)


@dataclass(frozen=True)
class NewDay:
    """A session of the old cohort, and its title, day and wall-clock time in the new one.

    `with_task`: whether the task for whoever misses it comes along.
    """

    source_id: UUID
    title: str
    day: date
    clock: time
    with_task: bool = False


@dataclass(frozen=True)
class RerunPlan:
    """What a cohort is run again with; sessions by their number in the list.

    `unread` holds the sessions whose day or time nobody can read, with what to say of each.
    """

    name: str
    edition_key: str
    starts_on: date
    sessions: Mapping[int, NewDay]
    with_runners: bool = True
    request_key: UUID | None = None
    unread: Mapping[int, Refusal] = field(default_factory=dict)


def rerun_cohort(
    db: Session, actor: Person, old: Cohort, plan: RerunPlan, *, now: datetime
) -> Cohort:
    """Open a cohort like an old one, with the sessions of the list as one series.

    It takes over the places, the phone number, the capacity, the rules of reminders and the
    opening words of letters; of sessions also the tasks that are wanted, and no recordings. No
    person comes along, only those who run it are asked when that is wanted, and what they do at
    sessions shows once they are in the new cohort. Nothing of the new cohort points at the old
    one, so a text with an address of its pages stays behind. The same `request_key` again
    gives the cohort that it opened the first time. The statements do not grow with the sessions.
    Raises: RowsRefused, which says of each session what does not fit, NotFound for a session
    that is not the old cohort's, and the refusals of opening.
    """
    key = plan.request_key or new_id()
    series = _series(db, old, plan, key)
    faults = faults_in(series, old.time_zone, now)
    if faults:
        raise RowsRefused(faults)
    cohort = open_cohort(db, actor, _cohort_plan(db, old, plan, key), now=now)
    db.execute(COPY_WORDS, {"cohort": cohort.id, "other": old.id, "now": now, "actor": actor.id})
    if series.sessions:
        plan_series(db, actor, series, cohort=cohort, now=now)
    if plan.with_runners:
        ask_runners(db, actor, cohort_id=cohort.id, other_id=old.id, now=now)
    return cohort


def faults_in_rerun(
    db: Session, old: Cohort, plan: RerunPlan, *, now: datetime
) -> Mapping[int, Refusal]:
    """What does not fit about the sessions of a rerun, by number, before anything is written.

    Raises: NotFound for a session that is not the old cohort's.
    """
    return faults_in(_series(db, old, plan, new_id()), old.time_zone, now)


def _cohort_plan(db: Session, old: Cohort, plan: RerunPlan, key: UUID) -> CohortPlan:
    """How the new cohort opens; on the same edition it keeps the framework of the old one."""
    stays = edition_by_key(db, plan.edition_key).id == old.edition_id
    return CohortPlan(
        name=plan.name,
        edition_key=plan.edition_key,
        time_zone=old.time_zone,
        starts_on=plan.starts_on,
        phone=old.phone,
        request_key=key,
        place_ids=[place.id for place in places_of(db, old.id)],
        capacity=old.capacity,
        reminders=old.reminders,
        offer_hours=old.offer_hours,
        framework_id=old.framework_id if stays else None,
    )


def _series(db: Session, old: Cohort, plan: RerunPlan, key: UUID) -> SeriesPlan:
    """The sessions of the new cohort by their number.

    Raises: NotFound for a session that is not the old cohort's, or an unknown edition.
    """
    sources = sources_of(db, old, with_runners=plan.with_runners)
    if any(session.source_id not in sources for session in plan.sessions.values()):
        raise NotFound
    edition = edition_by_key(db, plan.edition_key)
    modules = modules_in(db, edition.id, [one.session.module_id for one in sources.values()])
    sessions = {
        number: _session(session, sources[session.source_id], modules)
        for number, session in plan.sessions.items()
    }
    return SeriesPlan(sessions, key, plan.unread)


def _session(day: NewDay, source: Source, modules: Mapping[UUID, UUID]) -> SeriesSession:
    """A session like its source: as long, in the same place and on the same module."""
    old = source.session
    offers, more = read_access(old.access)
    plan = SessionPlan(
        title=day.title,
        day=day.day,
        clock=day.clock,
        minutes=round((old.ends_at - old.starts_at).total_seconds() / 60),
        how=old.how,
        place=old.place,
        link=old.link,
        phone=old.phone,
        about=source.about,
        module_id=modules.get(old.module_id) if old.module_id else None,
        offers=tuple(offers),
        more_access=more,
        is_circle=old.purpose == CIRCLE,
        capacity=old.capacity,
    )
    return SeriesSession(plan, source.task if day.with_task else "", source.roles)

"""Changing a session, and telling people once of what they must know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings import errors
from app.gatherings.actions.ends import keep_session_ends
from app.gatherings.actions.plan import SessionPlan, check_module, clean_facts, planned_start
from app.gatherings.actions.remind import replan_reminders
from app.gatherings.actions.seats import give_free_seats
from app.gatherings.actions.tell import keep_changes, lock_session, tell_one
from app.gatherings.errors import changes as refusals
from app.gatherings.models import Gathering
from app.gatherings.queries.changes import changes_since
from app.gatherings.rules import LONGEST, PLANNED, SHORTEST
from app.gatherings.rules.changes import (
    Stand,
    changed_names,
    differences,
    must_be_told,
    stand_of,
)
from app.kit.errors import NotFound
from app.kit.times import in_zone
from app.people.models import Person
from app.syllabus.models import CourseModule


@dataclass(frozen=True)
class SessionChange:
    """What a session is to be; `seen` is the `sequence` that the form was opened with."""

    plan: SessionPlan
    seen: int


@dataclass(frozen=True)
class Changed:
    """What came of a change: whether anything changed, and whether people are told."""

    anything: bool
    told: bool = False


def change_session(
    db: Session,
    actor: Person,
    change: SessionChange,
    *,
    gathering_id: UUID,
    cohort: Cohort,
    now: datetime,
) -> Changed:
    """Change a session of a cohort; saving the same twice changes nothing the second time.

    Reminders of an old start lapse and those of the new one are planned; everybody who joined
    gets one letter when the time, the way or the place is not what they know; and seats that are
    new go to those who wait. The statements do not grow with the people.
    Raises: ChangedMeanwhile when somebody else changed it since the form was opened,
    NotPlannedNow, IsOver, StartStays, NoSuchTime, and the refusals of planning.
    """
    gathering = lock_session(db, gathering_id)
    if gathering is None or gathering.cohort_id != cohort.id:
        raise NotFound
    before, module_before = stand_of(gathering), gathering.module_id
    after = _wanted(gathering, change, cohort.time_zone, now)
    module_id = _module(db, gathering, cohort, change.plan.module_id)
    names = changed_names(before, after)
    if not names and module_id == module_before:
        return Changed(anything=False)
    if gathering.sequence != change.seen:
        raise _meanwhile(db, gathering, change.seen, cohort.time_zone)
    _write(gathering, after, module_id, now)
    db.flush()
    told = must_be_told(names)
    keep_changes(db, actor, [(gathering, before)], told=told, now=now)
    _follow(db, gathering, names, module_before, now)
    if told:
        tell_one(db, gathering, now)
    return Changed(anything=True, told=told)


def _wanted(gathering: Gathering, change: SessionChange, zone: str, now: datetime) -> Stand:
    """How the session is to stand.

    Raises: the refusals of a change and of planning.
    """
    if gathering.state != PLANNED:
        raise refusals.NotPlannedNow
    if gathering.is_over(now):
        raise refusals.IsOver
    starts_at = _start(gathering, change.plan, zone, now)
    ends_at = starts_at + timedelta(minutes=change.plan.minutes)
    if ends_at <= now:
        raise refusals.EndPassed
    return Stand(starts_at=starts_at, ends_at=ends_at, **clean_facts(change.plan))


def _start(gathering: Gathering, plan: SessionPlan, zone: str, now: datetime) -> datetime:
    """The UTC moment of the start; one that the form shows as it was stays to the second."""
    shown = in_zone(gathering.starts_at, zone)
    if (plan.day, plan.clock) == (shown.date(), shown.time().replace(second=0, microsecond=0)):
        if not SHORTEST <= plan.minutes <= LONGEST:
            raise errors.LengthWrong
        return gathering.starts_at
    if gathering.starts_at <= now:
        raise refusals.StartStays
    return planned_start(plan, zone, now)


def _module(
    db: Session, gathering: Gathering, cohort: Cohort, module_id: UUID | None
) -> UUID | None:
    """The module that the session is on; the same module of another edition stays the one it is.

    Raises: ModuleUnknown.
    """
    if module_id is None or module_id == gathering.module_id:
        return module_id
    check_module(db, cohort, module_id)
    keys = db.scalars(
        select(CourseModule.key).where(CourseModule.id.in_([module_id, gathering.module_id]))
    ).all()
    is_same = gathering.module_id is not None and len(set(keys)) == 1
    return gathering.module_id if is_same else module_id


def _meanwhile(
    db: Session, gathering: Gathering, seen: int, zone: str
) -> refusals.ChangedMeanwhile:
    since = changes_since(db, gathering.id, seen)
    names = dict.fromkeys(name for _, name in since if name)
    stands = (stand_of(since[0][0]), stand_of(gathering)) if since else None
    found = differences(*stands, zone) if stands else []
    return refusals.ChangedMeanwhile(" and ".join(names), found, gathering.sequence, stands)


def _write(gathering: Gathering, after: Stand, module_id: UUID | None, now: datetime) -> None:
    gathering.moves += after.starts_at != gathering.starts_at
    for name, value in vars(after).items():
        setattr(gathering, name, value)
    gathering.module_id = module_id
    # It rises also for what no calendar shows, so that no change of another gets lost.
    gathering.sequence += 1
    gathering.changed_at = now


def _follow(
    db: Session, gathering: Gathering, names: list[str], module_before: UUID | None, now: datetime
) -> None:
    """What depends on a session: the ends that steps wait for, its reminders, its seats."""
    if "ends_at" in names or gathering.module_id != module_before:
        modules = [gathering.module_id, module_before]
        keep_session_ends(db, cohort_id=gathering.cohort_id, module_ids=modules)
    if "starts_at" in names:
        replan_reminders(db, [gathering.id], now)
    if "capacity" in names:
        give_free_seats(db, gathering, now)

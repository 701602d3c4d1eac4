"""Moving or calling off several sessions of a series at once, told in one letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.actions.cancel import OF_NO_USE, cancel_session, take_off
from app.gatherings.actions.ends import keep_session_ends
from app.gatherings.actions.remind import replan_reminders
from app.gatherings.actions.tell import keep_changes, stands_of, tell_one, tell_series
from app.gatherings.errors.changes import (
    NothingToMove,
    ScopeNeeded,
    SeriesChangedMeanwhile,
    SomeCannotMove,
)
from app.gatherings.models import Gathering
from app.gatherings.queries.changes import changed_with
from app.gatherings.queries.series_changes import new_times, sessions_meant
from app.gatherings.rules import CALLED_OFF
from app.gatherings.rules.changes import NEWER
from app.gatherings.rules.series_changes import ONE, SCOPES, Shift, seal
from app.people.models import Person
from app.post.actions.plan import lapse_letters


@dataclass(frozen=True)
class SeriesMove:
    """Which sessions move and where to; `seen` is the seal of what was looked at before the yes.

    `request_key` is the key of the form, and names the letter about it.
    """

    scope: str
    shift: Shift
    seen: str
    request_key: UUID


@dataclass(frozen=True)
class SeriesCallOff:
    """Which sessions are called off, with the seal of what was looked at and the form's key."""

    scope: str
    seen: str
    request_key: UUID


def move_sessions(
    db: Session,
    actor: Person,
    move: SeriesMove,
    *,
    gathering: Gathering,
    cohort: Cohort,
    now: datetime,
) -> int:
    """Move the sessions of a series that are still to come, all of them or none.

    Reminders of old starts lapse and those of the new ones are planned; everybody who joined gets
    one letter with all that moved. Returns how many moved; the same form again moves nothing, and
    says the same. The statements do not grow with the sessions or the people.
    Raises: ScopeNeeded, NothingToMove, SomeCannotMove, SeriesChangedMeanwhile.
    """
    sessions = _held(db, gathering, move.scope, now)
    if done := changed_with(db, move.request_key):
        return done
    _check(sessions, move.seen)
    times = new_times(sessions, move.shift, cohort.time_zone, now)
    if any(one.fault for one in times):
        raise SomeCannotMove
    moving = {one.id: one for one in times if one.moves}
    before = stands_of([session for session in sessions if session.id in moving])
    if not before:
        return 0
    for session, _ in before:
        session.starts_at, session.ends_at = (
            moving[session.id].new_start,
            moving[session.id].new_end,
        )
        session.moves += 1
        session.sequence += 1
        session.changed_at = now
    db.flush()
    keep_changes(db, actor, before, told=True, now=now, batch_id=move.request_key)
    keep_session_ends(db, cohort_id=cohort.id, module_ids={one.module_id for one, _ in before})
    replan_reminders(db, list(moving), now)
    _tell_moved(db, [session for session, _ in before], move.request_key, now)
    return len(before)


def call_off_sessions(
    db: Session,
    actor: Person,
    off: SeriesCallOff,
    *,
    gathering: Gathering,
    now: datetime,
) -> int:
    """Call off the sessions of a series that are still to come, told in one letter to each.

    Returns how many; the same form again calls off nothing, and says the same. The statements do
    not grow with the sessions or the people.
    Raises: HasBegun, ScopeNeeded, NothingToMove, SeriesChangedMeanwhile.
    """
    if off.scope == ONE or gathering.series_id is None:
        cancel_session(db, actor, gathering_id=gathering.id, now=now)
        return 1
    sessions = _held(db, gathering, off.scope, now)
    if done := changed_with(db, off.request_key):
        return done
    _check(sessions, off.seen)
    before = stands_of(sessions)
    for session in sessions:
        take_off(session, actor, now)
    db.flush()
    keep_changes(db, actor, before, told=False, now=now, batch_id=off.request_key)
    modules = {session.module_id for session in sessions}
    keep_session_ends(db, cohort_id=gathering.cohort_id, module_ids=modules)
    lapse_letters(db, [session.id for session in sessions], OF_NO_USE, CALLED_OFF)
    tell_series(
        db,
        kind="series_cancelled",
        cohort_id=gathering.cohort_id,
        series_id=gathering.series_id,
        batch_id=off.request_key,
        now=now,
    )
    return len(sessions)


def _held(db: Session, gathering: Gathering, scope: str, now: datetime) -> Sequence[Gathering]:
    """The sessions that are meant, held until the end of this transaction; one statement.

    Raises: ScopeNeeded.
    """
    if scope not in SCOPES:
        raise ScopeNeeded
    meant = sessions_meant(gathering, scope, now).with_for_update()
    return db.scalars(meant, execution_options={"populate_existing": True}).all()


def _check(sessions: Sequence[Gathering], seen: str) -> None:
    """Look whether the sessions are what was looked at before the yes.

    Raises: NothingToMove, SeriesChangedMeanwhile.
    """
    if not sessions:
        raise NothingToMove
    if seal([(session.id, session.sequence) for session in sessions]) != seen:
        raise SeriesChangedMeanwhile


def _tell_moved(db: Session, sessions: Sequence[Gathering], batch_id: UUID, now: datetime) -> None:
    first = sessions[0]
    if len(sessions) == 1 or first.series_id is None:
        tell_one(db, first, now)
        return
    lapse_letters(db, [session.id for session in sessions], ["moved"], NEWER)
    tell_series(
        db,
        kind="series_moved",
        cohort_id=first.cohort_id,
        series_id=first.series_id,
        batch_id=batch_id,
        now=now,
    )

"""Which sessions a change of a series is about, and where they would move."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.gatherings.errors import InThePast, TooFarAhead
from app.gatherings.models import Gathering
from app.gatherings.rules import FARTHEST, PLANNED
from app.gatherings.rules.series_changes import LATER, ONE, NewTime, Shift
from app.kit.times import NoSuchTime


def sessions_meant(gathering: Gathering, scope: str, now: datetime) -> Select[Gathering]:
    """The sessions of a series that are still to come, from this one on or all, earliest first.

    A session of no series is alone.
    """
    found = select(Gathering).where(
        Gathering.cohort_id == gathering.cohort_id,
        Gathering.state == PLANNED,
        Gathering.starts_at > now,
    )
    if scope == ONE or gathering.series_id is None:
        found = found.where(Gathering.id == gathering.id)
    else:
        found = found.where(Gathering.series_id == gathering.series_id)
    if scope == LATER:
        found = found.where(Gathering.starts_at >= gathering.starts_at)
    return found.order_by(Gathering.starts_at, Gathering.id)


def sessions_to_change(
    db: Session, gathering: Gathering, scope: str, now: datetime
) -> Sequence[Gathering]:
    """The sessions that a change of a series is about; one statement."""
    return db.scalars(sessions_meant(gathering, scope, now)).all()


def new_times(
    sessions: Sequence[Gathering], shift: Shift, zone: str, now: datetime
) -> list[NewTime]:
    """Where each session would move, and why one cannot; no statement."""
    return [_new_time(one, shift, zone, now) for one in sessions]


def _new_time(session: Gathering, shift: Shift, zone: str, now: datetime) -> NewTime:
    new_start, fault = session.starts_at, ""
    try:
        new_start = shift.of(session.starts_at, zone)
    except NoSuchTime as refusal:
        fault = refusal.sentence
    if not fault and new_start <= now:
        fault = InThePast.sentence
    if not fault and new_start > now + FARTHEST:
        fault = TooFarAhead.sentence
    return NewTime(
        id=session.id,
        title=session.title,
        sequence=session.sequence,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        new_start=new_start,
        fault=fault,
    )

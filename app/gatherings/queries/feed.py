"""Reads for a person's own calendar; each says how many statements it costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.gatherings.models import CalendarFeed, Gathering
from app.gatherings.rules import CANCELLED, PLANNED

# So long a session that is off is told as such, so that calendars take it out.
TOLD_FOR = timedelta(days=60)
# Sessions farther back are left out, so that the calendar does not grow for ever.
KEPT_FOR = timedelta(days=2 * 366)


def open_feed(db: Session, feed_id: UUID) -> CalendarFeed | None:
    """The calendar of this id, unless it was ended; one statement."""
    return db.scalar(
        select(CalendarFeed).where(CalendarFeed.id == feed_id, CalendarFeed.ended_at.is_(None))
    )


def feed_of(db: Session, person_id: UUID) -> CalendarFeed | None:
    """The calendar that a person has now; one statement."""
    return db.scalar(
        select(CalendarFeed).where(
            CalendarFeed.person_id == person_id, CalendarFeed.ended_at.is_(None)
        )
    )


def sessions_for(db: Session, person_id: UUID, now: datetime) -> Sequence[tuple[Gathering, Cohort]]:
    """The sessions of every cohort that a person is in, earliest first; one statement.

    Those that are off are among them for sixty days. No cohort that the person has left.
    """
    told = or_(
        Gathering.state == PLANNED,
        (Gathering.state == CANCELLED) & (Gathering.cancelled_at > now - TOLD_FOR),
    )
    rows = db.execute(
        select(Gathering, Cohort)
        .join(Cohort, Cohort.id == Gathering.cohort_id)
        .join(Enrolment, Enrolment.cohort_id == Cohort.id)
        .where(
            Enrolment.person_id == person_id,
            Enrolment.state == JOINED,
            told,
            Gathering.ends_at > now - KEPT_FOR,
        )
        .order_by(Gathering.starts_at, Gathering.id)
    )
    return [(gathering, cohort) for gathering, cohort in rows]

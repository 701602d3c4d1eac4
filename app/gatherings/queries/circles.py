"""Circles of people in mentoring that are still to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.gatherings.models import Gathering
from app.gatherings.rules import CIRCLE, PLANNED

# More than anybody looks through; the page of the cohort has all of them.
MOST = 10


@dataclass(frozen=True)
class CircleLine:
    """One circle; times are UTC, told in `zone`."""

    id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str


def circles_ahead(db: Session, person_id: UUID, *, now: datetime) -> Sequence[CircleLine]:
    """The circles to come in the cohorts that somebody has joined, next first. One statement."""
    rows = db.execute(
        select(
            *(Gathering.id, Gathering.title, Gathering.starts_at, Gathering.ends_at),
            Cohort.time_zone,
        )
        .join(Cohort, Cohort.id == Gathering.cohort_id)
        .join(Enrolment, Enrolment.cohort_id == Cohort.id)
        .where(
            Enrolment.person_id == person_id,
            Enrolment.state == JOINED,
            Gathering.purpose == CIRCLE,
            Gathering.state == PLANNED,
            Gathering.ends_at > now,
        )
        .order_by(Gathering.starts_at, Gathering.id)
        .limit(MOST)
    )
    return [CircleLine(*row) for row in rows]

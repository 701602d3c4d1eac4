"""What waits in a cohort for those who look after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries.undelivered import undelivered
from app.cohorts.rules import ASKED
from app.gatherings.models import Attendance, Gathering
from app.gatherings.queries.follow_ups import follow_ups_to_do
from app.gatherings.queries.proposals import proposals_to_answer
from app.gatherings.rules import PLANNED
from app.people.models import Person
from app.post.queries.listed import people_to_reach
from app.post.rules.tries import today_since

# After that nobody remembers who was there.
REMEMBERED = timedelta(days=14)


@dataclass(frozen=True)
class NeedsNow:
    """How many people, letters and proposals wait, and a session of which nobody is noted yet.

    `ring`, `proposals` and the session are for facilitators, who answer them.
    """

    asking: int
    reach: int
    undelivered: int
    ring: int
    proposals: int
    unnoted_id: UUID | None

    @property
    def any(self) -> bool:
        """Whether something waits."""
        numbers = self.asking + self.reach + self.undelivered + self.ring + self.proposals
        return numbers > 0 or self.unnoted_id is not None


def needs_now(
    db: Session, cohort: Cohort, actor: Person, now: datetime, *, facilitates: bool
) -> NeedsNow:
    """What waits in a cohort now; one statement."""
    today = today_since(now, cohort.time_zone)
    asking = select(func.count()).where(Enrolment.cohort_id == cohort.id, Enrolment.state == ASKED)
    all_see = (asking, people_to_reach(cohort.id, today=today), undelivered(cohort.id, now))
    own = (
        follow_ups_to_do(cohort.id, actor, now),
        proposals_to_answer(cohort.id),
        _unnoted(cohort.id, now),
    )
    counts = all_see + own if facilitates else all_see
    row = db.execute(select(*(count.scalar_subquery() for count in counts))).one()
    found: list[Any] = list(row) if facilitates else [*row, 0, 0, None]
    return NeedsNow(*found)


def _unnoted(cohort_id: UUID, now: datetime) -> Select[UUID]:
    """The latest session of these days that is over and in whose register nobody stands."""
    noted = exists(select(Attendance.id).where(Attendance.gathering_id == Gathering.id))
    return (
        select(Gathering.id)
        .where(
            Gathering.cohort_id == cohort_id,
            Gathering.state == PLANNED,
            Gathering.ends_at <= now,
            Gathering.ends_at > now - REMEMBERED,
            ~noted,
        )
        .order_by(Gathering.starts_at.desc(), Gathering.id)
        .limit(1)
    )

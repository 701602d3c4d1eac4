"""What votes, counts and closings of one poll do one after another."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.kit.errors import NotFound
from app.participation.errors import PollOver
from app.participation.models import Poll
from app.participation.rules import is_taking_votes


def hold(db: Session, poll_id: UUID) -> Poll:
    """The poll as it is now; until the commit nobody else changes it or votes. One statement.

    Raises: NotFound when it was taken back.
    """
    found = db.scalar(
        select(Poll)
        .where(Poll.id == poll_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound
    return found


def hold_open(db: Session, poll_id: UUID, *, now: datetime) -> Poll:
    """The same of a poll that still takes votes; `now` is when somebody sent theirs.

    Raises: NotFound; PollOver when they are late.
    """
    poll = hold(db, poll_id)
    if not is_taking_votes(poll.state, poll.closes_at, now):
        raise PollOver
    return poll


def joined_place(db: Session, cohort_id: UUID, person_id: UUID | None) -> UUID | None:
    """The place in a cohort of somebody who is in it; one statement, none without a person."""
    if person_id is None:
        return None
    return db.scalar(
        select(Enrolment.id).where(
            Enrolment.cohort_id == cohort_id,
            Enrolment.person_id == person_id,
            Enrolment.state == JOINED,
        )
    )

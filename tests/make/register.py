"""Makes what a register is filled from and what follows from it, for tests."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.gatherings.models import FollowUp, Gathering, JoinClick, Reply
from app.gatherings.rules.follow_ups import OPEN
from app.people.models import Person
from tests.clock import NOON


def make_click(
    db: Session, gathering: Gathering, enrolment: Enrolment, at: datetime = NOON
) -> JoinClick:
    """Somebody opened the online room; flushed."""
    click = JoinClick(gathering_id=gathering.id, enrolment_id=enrolment.id, first_at=at)
    db.add(click)
    db.flush()
    return click


def make_sorry(db: Session, gathering: Gathering, enrolment: Enrolment) -> Reply:
    """Somebody said that they cannot come; flushed."""
    reply = Reply(
        gathering_id=gathering.id, enrolment_id=enrolment.id, answer="sorry", answered_at=NOON
    )
    db.add(reply)
    db.flush()
    return reply


def make_follow_up(
    db: Session,
    gathering: Gathering,
    enrolment: Enrolment,
    *,
    owner: Person | None = None,
    state: str = OPEN,
    until: datetime | None = None,
    reason: str = "",
    note: str = "",
) -> FollowUp:
    """Somebody is to be rung; flushed."""
    made = FollowUp(
        gathering_id=gathering.id,
        enrolment_id=enrolment.id,
        owner_id=owner.id if owner else None,
        state=state,
        snoozed_until=until,
        reason=reason,
        note=note,
        opened_at=NOON,
    )
    db.add(made)
    db.flush()
    return made

"""Leaving a cohort."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.errors import NotTaking
from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED, LEFT
from app.kit.db import changed
from app.people.models import Person


def leave(db: Session, actor: Person, *, cohort_id: UUID, now: datetime) -> None:
    """Take the actor out of a cohort; what they wrote stays theirs, and leaving twice is once.

    Raises: NotTaking.
    """
    own = (Enrolment.cohort_id == cohort_id, Enrolment.person_id == actor.id)
    out = update(Enrolment).where(*own, Enrolment.state == JOINED).values(state=LEFT, left_at=now)
    if changed(db, out) == 0:
        state = db.scalar(select(Enrolment.state).where(*own))
        if state != LEFT:
            raise NotTaking

"""Calling a session off, and telling those who would come."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.queries.people import people_in
from app.gatherings.actions.ends import keep_session_end
from app.gatherings.errors import HasBegun
from app.gatherings.models import Gathering
from app.gatherings.rules import CALLED_OFF, CANCELLED, PLANNED
from app.people.models import Person
from app.post.actions.plan import NewLetter, lapse_letters, plan_letters


def cancel_session(db: Session, actor: Person, *, gathering_id: UUID, now: datetime) -> None:
    """Call a session off: its reminders lapse, and everybody who joined gets one letter.

    Of two tries at the same moment one does it, and the other finds it done. At most six
    statements.
    Raises: HasBegun.
    """
    called_off = db.execute(
        update(Gathering)
        .where(
            Gathering.id == gathering_id,
            Gathering.state == PLANNED,
            Gathering.starts_at > now,
        )
        .values(
            state=CANCELLED,
            cancelled_at=now,
            cancelled_by_id=actor.id,
            sequence=Gathering.sequence + 1,
        )
        .returning(Gathering.cohort_id, Gathering.module_id)
    ).one_or_none()
    if called_off is None:
        state = db.scalar(select(Gathering.state).where(Gathering.id == gathering_id))
        if state != CANCELLED:
            raise HasBegun
        return
    cohort_id, module_id = called_off
    keep_session_end(db, cohort_id=cohort_id, module_id=module_id)
    lapse_letters(db, gathering_id, ["reminder"], CALLED_OFF)
    news = [
        NewLetter(person_id, "cancelled", gathering_id, now, cohort_id=cohort_id)
        for person_id in people_in(db, cohort_id)
    ]
    plan_letters(db, news, now=now)

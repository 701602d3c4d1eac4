"""Calling a session off, and telling those who would come."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from app.gatherings.errors import HasBegun
from app.gatherings.models import Gathering
from app.gatherings.rules import CANCELLED, PLANNED
from app.people.models import Person
from app.post.actions.plan import lapse_letters

TELL = text(
    """
    INSERT INTO letter (id, person_id, kind, about_id, occurrence, channel, due_at, state,
                        created_at, tries, doubts)
    SELECT uuidv7(), enrolment.person_id, 'cancelled', :gathering, '', 'email', :now, 'due',
           :now, 0, 0
    FROM enrolment JOIN person ON person.id = enrolment.person_id
    WHERE enrolment.cohort_id = :cohort AND enrolment.state = 'joined'
      AND person.email IS NOT NULL
    ON CONFLICT (person_id, kind, about_id, occurrence, channel) DO NOTHING
    """
)
CALLED_OFF = "The session was called off."


def cancel_session(db: Session, actor: Person, *, gathering_id: UUID, now: datetime) -> None:
    """Call a session off: its reminders lapse, and everybody who joined gets one letter.

    Of two tries at the same moment one does it, and the other finds it done. Three statements.
    Raises: HasBegun.
    """
    cohort_id = db.scalar(
        update(Gathering)
        .where(
            Gathering.id == gathering_id,
            Gathering.state == PLANNED,
            Gathering.starts_at > now,
        )
        .values(state=CANCELLED, cancelled_at=now, cancelled_by_id=actor.id)
        .returning(Gathering.cohort_id)
    )
    if cohort_id is None:
        state = db.scalar(select(Gathering.state).where(Gathering.id == gathering_id))
        if state != CANCELLED:
            raise HasBegun
        return
    lapse_letters(db, gathering_id, ["reminder"], CALLED_OFF)
    db.execute(TELL, {"gathering": gathering_id, "cohort": cohort_id, "now": now})

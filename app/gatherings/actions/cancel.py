"""Calling a session off, and telling those who would come."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.queries.people import people_in
from app.gatherings.actions.ends import keep_session_end
from app.gatherings.actions.tell import keep_changes, lock_session
from app.gatherings.errors import HasBegun
from app.gatherings.models import Gathering
from app.gatherings.rules import CALLED_OFF, CANCELLED
from app.gatherings.rules.changes import stand_of
from app.people.models import Person
from app.post.actions.plan import NewLetter, lapse_letters, plan_letters

# None of these is of use to anybody once a session is off.
OF_NO_USE = ("reminder", "session", "moved", "seat")


def cancel_session(db: Session, actor: Person, *, gathering_id: UUID, now: datetime) -> None:
    """Call a session off: its reminders lapse, and everybody who joined gets one letter.

    Of two tries at the same moment one does it, and the other finds it done. At most eight
    statements.
    Raises: HasBegun.
    """
    gathering = lock_session(db, gathering_id)
    if gathering is None or gathering.state == CANCELLED:
        return
    if not gathering.can_be_called_off(now):
        raise HasBegun
    before = stand_of(gathering)
    take_off(gathering, actor, now)
    db.flush()
    keep_changes(db, actor, [(gathering, before)], told=False, now=now)
    cohort_id = gathering.cohort_id
    keep_session_end(db, cohort_id=cohort_id, module_id=gathering.module_id)
    lapse_letters(db, gathering_id, OF_NO_USE, CALLED_OFF)
    news = [
        NewLetter(person_id, "cancelled", gathering_id, now, cohort_id=cohort_id)
        for person_id in people_in(db, cohort_id)
    ]
    plan_letters(db, news, now=now)


def take_off(gathering: Gathering, actor: Person, now: datetime) -> None:
    """Write into a session, which is held, that it is off; calendars see that it is newer."""
    gathering.state = CANCELLED
    gathering.cancelled_at = now
    gathering.cancelled_by_id = actor.id
    gathering.sequence += 1
    gathering.changed_at = now

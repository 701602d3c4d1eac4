"""Opening a module before its time, for one person or for everybody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import INVITED, JOINED
from app.kit.db import changed
from app.kit.errors import NotFound
from app.people.models import Person
from app.progress.actions.announce import tell_of_unlock
from app.progress.models import Unlock
from app.syllabus.models import CourseModule


def unlock_module(
    db: Session,
    actor: Person,
    *,
    cohort: Cohort,
    module_key: str,
    person_id: UUID | None,
    now: datetime,
) -> CourseModule:
    """Open a module with all its steps for one person of the cohort; None: for everybody.

    It stays open: there is no taking back. Doing it again changes nothing, and the first time
    and name stay. The one person is told by letter; of what opens for everybody the next tick
    tells. At most five statements.
    Raises: NotFound when the cohort's edition has no such module, or the cohort no such person.
    """
    module = db.scalar(
        select(CourseModule).where(
            CourseModule.edition_id == cohort.edition_id, CourseModule.key == module_key
        )
    )
    if module is None:
        raise NotFound
    place = _enrolment(db, cohort, person_id) if person_id else None
    is_new = changed(
        db,
        insert(Unlock)
        .values(
            cohort_id=cohort.id,
            module_key=module_key,
            enrolment_id=place.id if place else None,
            unlocked_at=now,
            unlocked_by_id=actor.id,
        )
        .on_conflict_do_nothing(),
    )
    if place and is_new:
        tell_of_unlock(db, cohort, place, module_key=module_key, now=now)
    return module


def _enrolment(db: Session, cohort: Cohort, person_id: UUID) -> Enrolment:
    found = db.scalar(
        select(Enrolment).where(
            Enrolment.cohort_id == cohort.id,
            Enrolment.person_id == person_id,
            Enrolment.state.in_([JOINED, INVITED]),
        )
    )
    if found is None:
        raise NotFound
    return found

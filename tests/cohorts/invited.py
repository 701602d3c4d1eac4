"""Somebody who is invited, and how far their letter is."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.people.models import Person, SignInLink
from app.post.models import Letter
from tests.clock import NOON
from tests.make.cohorts import (
    make_enrolment,
)
from tests.make.people import make_person


def invite(
    db: Session,
    cohort: Cohort,
    name: str,
    *,
    letter: str = "sent",
    reason: str | None = None,
    opened: bool = False,
    bounced_at: datetime | None = None,
    again: str | None = None,
) -> Person:
    """Somebody invited whose letter is so far; `again` is the state of a second letter."""
    person = make_person(db, name=name)
    enrolment = make_enrolment(db, cohort, person, state="invited")
    for number, state in enumerate([letter, again] if again else [letter]):
        link = SignInLink(
            person_id=person.id,
            created_at=NOON,
            expires_at=NOON + timedelta(days=30),
            used_at=NOON if opened and number == 0 else None,
        )
        db.add(link)
        db.flush()
        db.add(
            Letter(
                person_id=person.id,
                kind="invitation",
                about_id=enrolment.id,
                occurrence=f"{number}",
                cohort_id=cohort.id,
                link_id=link.id,
                due_at=NOON,
                created_at=NOON + timedelta(hours=number),
                state=state,
                reason=reason,
                bounced_at=bounced_at,
            )
        )
    db.flush()
    return person

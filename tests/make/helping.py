"""Makes helpers for tests; all people are synthetic."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.helping.models import Helping
from app.helping.rules import ACTS, PAGE, TEXT
from app.kit.db import new_id
from app.people.models import Person
from tests.clock import NOON

LAST_DAY = NOON.date() + timedelta(days=91)


def make_helping(
    db: Session,
    person: Person,
    helper: Person,
    *acts: str,
    cohort: Cohort | None = None,
    last_day: date = LAST_DAY,
    helper_yes_at: datetime | None = NOON,
    by_text: bool = False,
) -> Helping:
    """Somebody helps a person, with everything that there is unless something is named; flushed.

    `by_text`: a facilitator set it up, and the person has not said yes yet.
    """
    wanted: Sequence[str] = acts or list(ACTS)
    made = Helping(
        id=new_id(),
        person_id=person.id,
        helper_id=helper.id,
        cohort_id=cohort.id if cohort else None,
        acts=list(wanted),
        last_day=last_day,
        asked_at=NOON,
        said_how=TEXT if by_text else PAGE,
        person_yes_at=None if by_text else NOON,
        helper_yes_at=None if by_text else helper_yes_at,
        code_id=new_id() if by_text else None,
        code_at=NOON if by_text else None,
        request_key=new_id(),
    )
    db.add(made)
    db.flush()
    return made

"""Makes suggestions for tests."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.kit.db import new_id
from app.people.models import Person
from app.suggestions.models import Suggestion
from tests.clock import NOON
from tests.make.progress import Way


def make_suggestion(
    db: Session,
    way: Way,
    words: str = "Say what a PCN is.",
    *,
    step: str = "welcome",
    by: Enrolment | None = None,
    is_named: bool = False,
    state: str = "new",
    answer: str = "",
    answered_by: Person | None = None,
    entered_by: Person | None = None,
) -> UUID:
    """A suggestion about a step of the first module, flushed."""
    made = Suggestion(
        cohort_id=way.cohort.id,
        step_id=way.steps[step].id,
        enrolment_id=(by or way.enrolment).id,
        words=words,
        is_named=is_named,
        state=state,
        answer=answer,
        answered_at=None if state == "new" else NOON,
        answered_by_id=answered_by.id if answered_by else None,
        entered_by_id=entered_by.id if entered_by else None,
        created_at=NOON,
        request_key=new_id(),
    )
    db.add(made)
    db.flush()
    return made.id


def suggestions_of(db: Session) -> list[Suggestion]:
    """Every suggestion there is now, oldest first."""
    db.commit()
    found = select(Suggestion).order_by(Suggestion.id)
    return list(db.scalars(found, execution_options={"populate_existing": True}))

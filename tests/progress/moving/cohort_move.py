"""A cohort that moves to another edition, and all that its people did before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.progress.actions.move import Moved, move_cohort
from app.progress.models import Answer, StepProgress
from app.progress.queries import StepPage, step_page
from app.syllabus.models import Edition
from tests.clock import NOON
from tests.make.progress import (
    QUESTIONS,
    Way,
)

LATER = NOON + timedelta(days=3)


# The first question has lost an option and judges the other anew; the second is gone.
NEW_QUESTIONS: list[dict[str, Any]] = [
    {**QUESTIONS[0], "options": [{**QUESTIONS[0]["options"][1], "right": True}]},
    {**QUESTIONS[1], "key": "third"},
]


@dataclass(frozen=True)
class Move:
    """A person in a cohort with much done, and an edition to move to, made by a lead."""

    way: Way
    edition: Edition
    lead: Person

    def to(self, db: Session, edition: Edition | None = None, framework: str = "") -> Moved:
        """Move the cohort."""
        moved = move_cohort(
            db,
            self.lead,
            cohort=self.way.cohort,
            edition_key=(edition or self.edition).key,
            framework_key=framework,
            now=LATER,
        )
        db.commit()
        return moved

    def page(self, db: Session, key: str) -> StepPage:
        """A step as the person has it now."""
        return step_page(db, self.way.at(key), now=LATER)


def rows(db: Session) -> set[tuple[Any, ...]]:
    """Every step that was seen, every one that was done, and every try there is."""
    of = (StepProgress.enrolment_id, StepProgress.step_id)
    found = [
        select(*of),
        select(*of, StepProgress.done_at).where(StepProgress.done_at.is_not(None)),
        select(Answer.enrolment_id, Answer.step_id, Answer.question_key, Answer.request_key),
    ]
    return {tuple(row) for statement in found for row in db.execute(statement)}

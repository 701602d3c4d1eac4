"""Noting that a person opened a step."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.people.models import Person
from app.progress.models import StepProgress
from app.progress.queries import StepAddress, StepPage, step_page


def open_step(db: Session, _actor: Person, *, at: StepAddress, now: datetime) -> StepPage:
    """Read a step in full and keep that it was seen; three statements, four for a check.

    Opening it again only moves the last visit forward.
    Raises: NotFound when there is no such step.
    """
    page = step_page(db, at)
    note_visit(db, at.enrolment_id, page.step.id, now=now)
    return page


def note_visit(db: Session, enrolment_id: UUID, step_id: UUID, *, now: datetime) -> None:
    """Keep the visit, and hold its row until the commit, so writers come one by one.

    One statement.
    """
    seen = insert(StepProgress).values(
        enrolment_id=enrolment_id, step_id=step_id, seen_at=now, visited_at=now
    )
    # PostgreSQL locks the row even when the condition says that there is nothing to change.
    db.execute(
        seen.on_conflict_do_update(
            index_elements=["enrolment_id", "step_id"],
            set_={"visited_at": seen.excluded.visited_at},
            where=StepProgress.visited_at < seen.excluded.visited_at,
        )
    )

"""How many letters wait on a cohort's call and post list."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from app.post.models import ContactTry, Letter
from app.post.rules.tries import NO_ANSWER


def tried_since(moment: datetime) -> ColumnElement[bool]:
    """Whether nobody answered when a letter was tried since `moment`, in UTC."""
    return exists(
        select(ContactTry.id).where(
            ContactTry.letter_id == Letter.id,
            ContactTry.outcome == NO_ANSWER,
            ContactTry.tried_at >= moment,
        )
    )


def people_to_reach(db: Session, cohort_id: UUID, *, today: datetime) -> int:
    """How many people wait to be rung or written to, less those tried today; one statement.

    `today` is when this day began, in UTC.
    """
    return (
        db.scalar(
            select(func.count(func.distinct(Letter.person_id))).where(
                Letter.cohort_id == cohort_id, Letter.state == "listed", ~tried_since(today)
            )
        )
        or 0
    )

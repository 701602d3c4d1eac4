"""How many letters wait on a cohort's call and post list."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, select

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


def people_to_reach(cohort_id: UUID, *, today: datetime) -> Select[int]:
    """Counts the people who wait to be rung or written to, less those tried today.

    `today` is when this day began, in UTC.
    """
    return select(func.count(func.distinct(Letter.person_id))).where(
        Letter.cohort_id == cohort_id, Letter.state == "listed", ~tried_since(today)
    )

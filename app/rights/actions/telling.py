"""Letters about what becomes of somebody's account and data."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.queries.bringing import cohorts_that_bring
from app.post.actions.plan import NewLetter, plan_letters


def tell(db: Session, person_id: UUID, kind: str, about_id: UUID, *, now: datetime) -> None:
    """Write to somebody; two statements.

    Without e-mail somebody brings it: else nobody would have told them, and it would lie on no
    list.
    """
    brings = cohorts_that_bring(db, [person_id]).get(person_id)
    plan_letters(db, [NewLetter(person_id, kind, about_id, now, cohort_id=brings)], now=now)

"""The opening words of a cohort's letters."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.post.models import OpeningWords


def openings_of(db: Session, cohort_id: UUID) -> dict[str, OpeningWords]:
    """The opening words of a cohort by kind of letter; one statement."""
    rows = db.scalars(select(OpeningWords).where(OpeningWords.cohort_id == cohort_id))
    return {row.kind: row for row in rows}

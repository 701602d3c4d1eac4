"""What a person chose to get, and who entered it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.post.models import LetterChoice


def choices_of(db: Session, person_id: UUID) -> dict[str, LetterChoice]:
    """What a person chose, by topic; a topic without a row comes as it happens; one statement."""
    rows = db.scalars(select(LetterChoice).where(LetterChoice.person_id == person_id))
    return {row.topic: row for row in rows}

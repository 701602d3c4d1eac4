"""Taking back what one would change, or one's name from it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from app.kit.db import changed
from app.suggestions.errors import HasAnswer
from app.suggestions.models import Suggestion


def take_back(db: Session, *, suggestion_id: UUID) -> None:
    """Delete a suggestion that has no answer in words yet; nothing of it stays.

    A second click changes nothing. At most two statements.
    Raises: HasAnswer.
    """
    # Whoever answers at this moment is waited for, and then the condition is looked at again.
    gone = changed(
        db, delete(Suggestion).where(Suggestion.id == suggestion_id, Suggestion.answer == "")
    )
    if not gone and db.scalar(select(exists().where(Suggestion.id == suggestion_id))):
        raise HasAnswer


def take_name_away(db: Session, *, suggestion_id: UUID) -> None:
    """From now on nobody sees whose words these are. One statement."""
    db.execute(update(Suggestion).where(Suggestion.id == suggestion_id).values(is_named=False))

"""The words that a cohort's facilitators put at the top of one kind of letter."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.post.errors import OpeningTooLong
from app.post.models import OpeningWords
from app.post.rules.openings import clean_words


def keep_opening_words(
    db: Session, actor_id: UUID, *, cohort_id: UUID, kind: str, words: str, now: datetime
) -> None:
    """Keep the opening words for a cohort's letters of one kind; none takes them away.

    They stand in every letter that is written from now on. One statement.
    Raises: OpeningTooLong.
    """
    clean = clean_words(words)
    if clean is None:
        raise OpeningTooLong
    if not clean:
        db.execute(
            delete(OpeningWords).where(
                OpeningWords.cohort_id == cohort_id, OpeningWords.kind == kind
            )
        )
        return
    facts = {"words": clean, "changed_at": now, "changed_by_id": actor_id}
    db.execute(
        insert(OpeningWords)
        .values(id=new_id(), cohort_id=cohort_id, kind=kind, **facts)
        .on_conflict_do_update(index_elements=["cohort_id", "kind"], set_=facts)
    )

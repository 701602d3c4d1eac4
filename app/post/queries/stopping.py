"""Reads for somebody who stops letters from inside one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.post.models import Letter


@dataclass(frozen=True)
class Stop:
    """Whose letters may stop, on which topic, and the language of the letter (ISO 639-1)."""

    person_id: UUID
    topic: str
    language: str


def stop_of(db: Session, letter_id: UUID, topics: Mapping[str, str]) -> Stop | None:
    """Whom a letter was for and its topic; None when it has none, so is always sent.

    `topics` are by the kind of letter. One statement.
    """
    found = select(Letter.person_id, Letter.kind, Letter.language).where(Letter.id == letter_id)
    row = db.execute(found).one_or_none()
    topic = topics.get(row.kind) if row else None
    return Stop(row.person_id, topic, row.language) if row and topic else None

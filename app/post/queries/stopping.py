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
    """Whose letters may stop, and on which topic."""

    person_id: UUID
    topic: str


def stop_of(db: Session, letter_id: UUID, topics: Mapping[str, str]) -> Stop | None:
    """Whom a letter was for and its topic; None when it has none, so is always sent.

    `topics` are by the kind of letter. One statement.
    """
    found = select(Letter.person_id, Letter.kind).where(Letter.id == letter_id)
    row = db.execute(found).one_or_none()
    topic = topics.get(row.kind) if row else None
    return Stop(row.person_id, topic) if row and topic else None

"""Reads for somebody who stops letters from inside one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.post.kinds import LetterKind
from app.post.models import Letter


@dataclass(frozen=True)
class Stop:
    """Whose letters may stop, and on which topic."""

    person_id: UUID
    topic: str


def stop_of(db: Session, letter_id: UUID, kinds: Mapping[str, LetterKind]) -> Stop | None:
    """Whom a letter was for and its topic; None when it has none, so is always sent.

    One statement.
    """
    found = select(Letter.person_id, Letter.kind).where(Letter.id == letter_id)
    row = db.execute(found).one_or_none()
    kind = kinds.get(row.kind) if row else None
    return Stop(row.person_id, kind.topic) if row and kind and kind.topic else None

"""Makes rows of the record for tests."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import Entry
from app.audit.rules.entries import PERSON
from app.kit.db import new_id
from tests.clock import NOON


def make_entry(
    db: Session,
    actor_id: UUID | None = None,
    *,
    deed: str = "gatherings.move",
    readers: str = "cohort",
    whom_id: UUID | None = None,
    cohort_id: UUID | None = None,
    at: datetime = NOON,
    by: str = PERSON,
) -> Entry:
    """A row of the record, flushed and not sealed."""
    entry = Entry(
        at=at,
        by=by,
        actor_id=(actor_id or new_id()) if by == PERSON else None,
        whom_id=whom_id,
        deed=deed,
        readers=readers,
        cohort_id=cohort_id,
    )
    db.add(entry)
    db.flush()
    return entry


def recorded(db: Session) -> list[Entry]:
    """All that is in the record, as it came."""
    db.rollback()
    return list(db.scalars(select(Entry).order_by(Entry.at, Entry.id)))

"""The address of somebody's calendar, which whoever was in their account may have copied."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kit.db import changed

# Sessions stand above the room of people, which knows no more of them than this.
END = text(
    "UPDATE calendar_feed SET ended_at = :now WHERE person_id = :person AND ended_at IS NULL"
)


def end_calendar(db: Session, person_id: UUID, *, now: datetime) -> bool:
    """End it, since it tells when and where they are; whether there was one. One statement."""
    return changed(db, END, {"person": person_id, "now": now}) > 0

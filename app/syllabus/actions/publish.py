"""Publishing an edition that was loaded as a draft."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.syllabus.models import Edition


def publish_edition(db: Session, actor_id: UUID, edition: Edition, *, now: datetime) -> None:
    """Offer an edition to new cohorts; a second click changes nothing. One statement."""
    edition.publish(now, by=actor_id)
    db.flush()

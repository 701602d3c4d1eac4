"""The history of follow-ups: how each stood after every change of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Uuid, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.gatherings.models import FollowUp, FollowUpChange
from app.people.models import Person

# What a follow-up says that can change.
STANDS = ("owner_id", "state", "snoozed_until", "reason", "outcome", "note")


def log_follow_ups(
    db: Session, actor: Person, follow_up_ids: Sequence[UUID], *, now: datetime
) -> None:
    """Keep how these stand now, after the actor changed them; one statement, none for nobody."""
    if not follow_up_ids:
        return
    stands = select(
        func.uuidv7(),
        FollowUp.id,
        literal(now, DateTime(timezone=True)),
        literal(actor.id, Uuid()),
        *(getattr(FollowUp, name) for name in STANDS),
    ).where(FollowUp.id.in_(follow_up_ids))
    columns = ["id", "follow_up_id", "changed_at", "changed_by_id", *STANDS]
    db.execute(insert(FollowUpChange).from_select(columns, stands))

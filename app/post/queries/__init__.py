"""What the outbox holds; texts and addresses stay inside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.post.models import Letter
from app.post.rules import CHANNELS

# A look into the index for each channel, however many letters wait.
DUE_CHANNELS = text(
    """
    SELECT channel FROM unnest(CAST(:channels AS text[])) AS known (channel)
    WHERE EXISTS (
        SELECT FROM letter
        WHERE letter.state = 'due' AND letter.channel = known.channel AND letter.due_at <= :now
    )
    """
)


@dataclass(frozen=True)
class LetterFact:
    """A letter without its text: whose, about what, and what became of it."""

    id: UUID
    person_id: UUID
    kind: str
    about_id: UUID
    occurrence: str
    channel: str
    state: str
    reason: str | None
    due_at: datetime
    sent_at: datetime | None
    doubts: int
    doubted_at: datetime | None
    message_id: str | None


FACTS: tuple[InstrumentedAttribute[object], ...] = tuple(
    getattr(Letter, name) for name in LetterFact.__dataclass_fields__
)


def due_letters(db: Session, *, now: datetime, most: int = 50) -> list[LetterFact]:
    """Letters whose time has come and that no worker holds, earliest first; one statement."""
    return _facts(
        db,
        select(*FACTS)
        .where(Letter.state == "due", Letter.due_at <= now)
        .order_by(Letter.due_at)
        .limit(most),
    )


def due_channels(db: Session, *, now: datetime) -> list[str]:
    """The channels on which letters wait though their time has come; one statement."""
    return list(db.scalars(DUE_CHANNELS, {"channels": list(CHANNELS), "now": now}))


def doubtful_letters(db: Session, *, most: int = 1000) -> list[LetterFact]:
    """Letters that were ever in doubt, newest doubt first; one statement."""
    return _facts(
        db,
        select(*FACTS)
        .where(Letter.doubted_at.is_not(None))
        .order_by(Letter.doubted_at.desc(), Letter.id)
        .limit(most),
    )


def oldest_unheard(db: Session, channel: str, *, since: datetime) -> datetime | None:
    """When the first letter went of which its carrier has not told what became of it.

    None when all is told of those that went after `since`. One statement.
    """
    return db.scalar(
        select(func.min(Letter.sent_at)).where(
            Letter.channel == channel,
            Letter.state == "sent",
            Letter.provider_id.is_not(None),
            Letter.arrived_at.is_(None),
            Letter.bounced_at.is_(None),
            Letter.sent_at > since,
        )
    )


def due_count(db: Session, *, now: datetime) -> int:
    """How many letters wait though their time has come; one statement."""
    waiting = select(func.count()).where(Letter.state == "due", Letter.due_at <= now)
    return db.scalar(waiting) or 0


def doubtful_count(db: Session) -> int:
    """How many letters were ever in doubt; one statement."""
    return db.scalar(select(func.count()).where(Letter.doubted_at.is_not(None))) or 0


def counts_by_state(db: Session) -> dict[str, int]:
    """How many letters are in each state; a state without any is left out; one statement."""
    counted = select(Letter.state, func.count()).group_by(Letter.state)
    return dict(db.execute(counted).all())


def _facts(db: Session, found: Select[*tuple[Any, ...]]) -> list[LetterFact]:
    return [LetterFact(*row) for row in db.execute(found)]

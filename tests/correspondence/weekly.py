"""The Monday of a letter of the week, who chose one, and the letters there are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.post.models import Letter, LetterChoice
from tests.clock import NOON

MONDAY = datetime(2027, 1, 25, 8, tzinfo=UTC)
SUNDAY = MONDAY - timedelta(hours=20)


def choose(db: Session, person: Person, topic: str = "reminders", choice: str = "weekly") -> Person:
    """Let somebody choose for a topic."""
    db.add(LetterChoice(person_id=person.id, topic=topic, choice=choice, chosen_at=NOON))
    db.flush()
    return person


def digests(db: Session) -> list[Letter]:
    """The weekly letters there are."""
    return list(db.scalars(select(Letter).where(Letter.kind == "digest").order_by(Letter.due_at)))

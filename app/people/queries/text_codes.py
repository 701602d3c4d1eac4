"""Reads for signing in by a text; one statement each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.people.models import Person, TextCode

MOST_SHOWN = 20
# As `hash_of` in the rules.
HASH = func.encode(func.sha256(func.convert_to(Person.phone, "UTF8")), "hex")


def people_by_text(db: Session, phone: str) -> Sequence[Person]:
    """Who chose texts to this number, whoever came first; several may share a phone."""
    return db.scalars(
        select(Person)
        .where(Person.phone == phone, Person.channel == "text")
        .order_by(Person.created_at, Person.id)
        .limit(MOST_SHOWN)
    ).all()


def people_of_code(db: Session, code_id: UUID | None, *, now: datetime) -> Sequence[Person]:
    """Among whom somebody may choose who they are, once they have shown the right code."""
    if code_id is None:
        return []
    return db.scalars(
        select(Person)
        .join(TextCode, TextCode.phone_sha256 == HASH)
        .where(
            TextCode.id == code_id,
            TextCode.shown_at.is_not(None),
            TextCode.used_at.is_(None),
            TextCode.expires_at > now,
            Person.channel == "text",
        )
        .order_by(Person.created_at, Person.id)
        .limit(MOST_SHOWN)
    ).all()

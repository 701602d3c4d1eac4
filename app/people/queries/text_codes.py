"""Reads for signing in by a text; one statement each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hmac import compare_digest
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.kit.links import LinkSigner
from app.people.models import Person, TextCode
from app.people.rules.text_codes import PHONE
from app.post.models import Letter
from app.post.rules import TEXT_CODE

MOST_SHOWN = 20


def people_by_text(db: Session, phone: str) -> Sequence[Person]:
    """Who chose texts to this number, whoever came first; several may share a phone."""
    return db.scalars(
        select(Person)
        .where(Person.phone == phone, Person.channel == "text")
        .order_by(Person.created_at, Person.id)
        .limit(MOST_SHOWN)
    ).all()


def people_of_code(
    db: Session, links: LinkSigner, code_id: UUID | None, *, now: datetime
) -> Sequence[Person]:
    """Among whom somebody may choose who they are, once they have shown the right code.

    Whoever still has the number that was typed, to which the code went.
    """
    if code_id is None:
        return []
    rows = db.execute(
        select(Person, TextCode.phone_mark)
        .select_from(TextCode)
        .join(Letter, and_(Letter.about_id == TextCode.id, Letter.kind == TEXT_CODE))
        .join(Person, Person.phone == Letter.goes_to)
        .where(
            TextCode.id == code_id,
            TextCode.shown_at.is_not(None),
            TextCode.used_at.is_(None),
            TextCode.expires_at > now,
            Person.channel == "text",
        )
        .order_by(Person.created_at, Person.id)
        .limit(MOST_SHOWN)
    )
    return [
        person
        for person, mark in rows
        if compare_digest(mark, links.mark(PHONE, person.phone or ""))
    ]

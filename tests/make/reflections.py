"""Makes entries of reflective logs for tests."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.actions.write import write_reflection
from app.reflections.models import TEXT, Reflection, ReflectionVersion
from app.reflections.rules.origins import FromStep
from app.vault.models import VaultKey
from app.vault.queries import opened
from tests.clock import NOON


def make_reflection(
    db: Session,
    person: Person,
    text: str = "The waiting room was quiet. I asked what mattered.",
    *,
    begun_at: FromStep | None = None,
    now: datetime = NOON,
) -> UUID:
    """An entry in this person's log, written as the web writes it; flushed."""
    return write_reflection(db, person, text=text, request_key=new_id(), begun_at=begun_at, now=now)


def kept_texts(db: Session) -> list[str]:
    """Every version that anybody wrote, opened, in the order of writing."""
    rows = db.execute(
        select(ReflectionVersion, Reflection.person_id, VaultKey.locked)
        .join(Reflection, Reflection.id == ReflectionVersion.reflection_id)
        .join(VaultKey, VaultKey.owner_id == Reflection.person_id)
        .order_by(ReflectionVersion.id)
    )
    return [
        opened(db, locked, owner).open(version.sealed, TEXT, version.id)
        for version, owner, locked in rows
    ]

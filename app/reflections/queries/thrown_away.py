"""Entries that a person has thrown away and can still bring back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.kit.paging import Page, nearest_page
from app.people.models import Person
from app.reflections.models import BEGINNING, Reflection, ReflectionVersion
from app.reflections.rules import LOG_PAGE
from app.reflections.rules.thrown_away import erased_from
from app.vault.models import VaultKey
from app.vault.queries import opened


@dataclass(frozen=True)
class ThrownLine:
    """An entry that was thrown away: its first words, and from when on it is erased."""

    id: UUID
    beginning: str
    created_at: datetime
    erased_from: datetime


_newest = aliased(ReflectionVersion)
_number = (
    select(func.max(_newest.number)).where(_newest.reflection_id == Reflection.id).scalar_subquery()
)
_LINES = (
    select(Reflection, ReflectionVersion, VaultKey.locked)
    .join(ReflectionVersion, ReflectionVersion.reflection_id == Reflection.id)
    .join(VaultKey, VaultKey.owner_id == Reflection.person_id)
    .where(Reflection.deleted_at.is_not(None), ReflectionVersion.number == _number)
    .order_by(Reflection.deleted_at.desc(), Reflection.id.desc())
)


def thrown_away(db: Session, actor: Person, number: int) -> Page[ThrownLine]:
    """A page of what the actor has thrown away, the last first. Two statements.

    Raises: CannotOpen.
    """
    own = (Reflection.person_id == actor.id, Reflection.deleted_at.is_not(None))
    total = db.scalar(select(func.count(Reflection.id)).where(*own)) or 0
    shown = nearest_page(number, total, LOG_PAGE)
    rows = db.execute(_LINES.where(*own).offset((shown - 1) * LOG_PAGE).limit(LOG_PAGE))
    return Page([_line(db, *row) for row in rows], shown, total, LOG_PAGE)


def _line(
    db: Session, reflection: Reflection, version: ReflectionVersion, locked: bytes
) -> ThrownLine:
    key = opened(db, locked, reflection.person_id)
    return ThrownLine(
        id=reflection.id,
        beginning=key.open(version.sealed_beginning, BEGINNING, version.id),
        created_at=reflection.created_at,
        erased_from=erased_from(reflection.deleted_at or reflection.created_at),
    )

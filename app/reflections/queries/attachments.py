"""Pictures and recordings of a person's own entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.models import DESCRIPTION, FILE, NAME, Attachment, Reflection
from app.vault.models import VaultKey
from app.vault.queries import opened


@dataclass(frozen=True)
class Attached:
    """One picture or recording, with its name and description opened; `size` in bytes."""

    name: str
    description: str
    id: UUID
    reflection_id: UUID
    person_id: UUID
    kind: str
    media_type: str
    size: int
    added_at: datetime


@dataclass(frozen=True)
class AttachedFile:
    """A picture or recording with its bytes."""

    about: Attached
    content: bytes


@dataclass(frozen=True)
class Counted:
    """How many files there are: on one entry, and in the whole log."""

    on_entry: int
    in_all: int


# Built once. Each names the person, so that the database gives out nothing of anybody else.
_ABOUT = (
    select(
        *(VaultKey.locked, Attachment.sealed_name, Attachment.sealed_description),
        *(Attachment.id, Attachment.reflection_id, Reflection.person_id),
        *(Attachment.kind, Attachment.media_type, Attachment.size, Attachment.added_at),
    )
    .select_from(Attachment)
    .join(Reflection, Reflection.id == Attachment.reflection_id)
    .join(VaultKey, VaultKey.owner_id == Reflection.person_id)
    .where(
        Attachment.reflection_id == bindparam("reflection"),
        Reflection.person_id == bindparam("person"),
        Reflection.deleted_at.is_(None),
    )
    .order_by(Attachment.added_at, Attachment.id)
)
_ONE = _ABOUT.where(Attachment.id == bindparam("attachment"))
_FILE = _ONE.add_columns(Attachment.sealed)
_COUNTED = (
    select(
        func.count(Attachment.id).filter(Attachment.reflection_id == bindparam("reflection")),
        func.count(Attachment.id),
    )
    .select_from(Attachment)
    .join(Reflection, Reflection.id == Attachment.reflection_id)
    .where(Reflection.person_id == bindparam("person"), Reflection.deleted_at.is_(None))
)


def attachments_of(db: Session, owner: Person, reflection_id: UUID) -> Sequence[Attached]:
    """What is attached to the owner's own entry, in the order it was added. One statement.

    Raises: CannotOpen.
    """
    facts = {"reflection": reflection_id, "person": owner.id}
    rows: Iterable[Sequence[Any]] = db.execute(_ABOUT, facts)
    return [_attached(db, *row) for row in rows]


def own_attachment(
    db: Session, owner: Person, *, reflection_id: UUID, attachment_id: UUID
) -> Attached | None:
    """One of them, if it is there and the owner's. One statement.

    Raises: CannotOpen.
    """
    row: Sequence[Any] | None = db.execute(
        _ONE, {"reflection": reflection_id, "person": owner.id, "attachment": attachment_id}
    ).one_or_none()
    return _attached(db, *row) if row else None


def attached_file(
    db: Session, owner: Person, *, reflection_id: UUID, attachment_id: UUID
) -> AttachedFile | None:
    """One of them with its bytes, at most 10 MiB. One statement.

    Raises: CannotOpen.
    """
    row: Sequence[Any] | None = db.execute(
        _FILE, {"reflection": reflection_id, "person": owner.id, "attachment": attachment_id}
    ).one_or_none()
    if row is None:
        return None
    *about, sealed = row
    content = opened(db, row[0], owner.id).open_bytes(sealed, FILE, attachment_id)
    return AttachedFile(_attached(db, *about), content)


def count_attachments(db: Session, owner: Person, reflection_id: UUID) -> Counted:
    """How many files the owner has kept. One statement."""
    facts = {"reflection": reflection_id, "person": owner.id}
    return Counted(*db.execute(_COUNTED, facts).one())


def _attached(db: Session, locked: bytes, name: bytes, words: bytes, *shown: Any) -> Attached:
    attachment_id, _, owner_id, *_ = shown
    key = opened(db, locked, owner_id)
    return Attached(
        key.open(name, NAME, attachment_id), key.open(words, DESCRIPTION, attachment_id), *shown
    )

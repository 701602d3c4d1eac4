"""Pictures and recordings that are taken along: all of them by name, and their bytes one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.kit.sealing import DataKey
from app.kit.times import in_zone
from app.people.models import Person
from app.reflections.models import DESCRIPTION, FILE, NAME, Attachment, Reflection
from app.reflections.rules.export.belongings import Places, TakenFile

# Built once. A log holds at most 200 files, so their names are in memory at once.
_FILES = (
    select(
        *(Reflection.id, Reflection.created_at, Attachment.id, Attachment.request_key),
        *(Attachment.kind, Attachment.sealed_name, Attachment.media_type, Attachment.size),
        *(Attachment.sealed_description, Attachment.added_at),
    )
    .join(Reflection, Reflection.id == Attachment.reflection_id)
    .where(Reflection.person_id == bindparam("person"), Reflection.deleted_at.is_(None))
    .order_by(Reflection.created_at, Reflection.id, Attachment.added_at, Attachment.id)
)
_CONTENT = (
    select(Attachment.sealed)
    .join(Reflection, Reflection.id == Attachment.reflection_id)
    .where(
        Attachment.id == bindparam("attachment"),
        Reflection.person_id == bindparam("person"),
        Reflection.deleted_at.is_(None),
    )
)


def files_of_log(
    db: Session, actor: Person, key: DataKey | None, zone: str
) -> Mapping[UUID, Sequence[TakenFile]]:
    """What is attached to the actor's entries, by the entry's id; no bytes. One statement.

    Raises: CannotOpen.
    """
    return _by_entry(db.execute(_FILES, {"person": actor.id}), key, zone)


def files_of_entries(
    db: Session, actor: Person, key: DataKey, zone: str, ids: Sequence[UUID]
) -> Mapping[UUID, Sequence[TakenFile]]:
    """The same for some entries. One statement.

    Raises: CannotOpen.
    """
    query = _FILES.where(Reflection.id.in_(ids))
    return _by_entry(db.execute(query, {"person": actor.id}), key, zone)


def content_of(db: Session, person_id: UUID, key: DataKey | None, file: TakenFile) -> bytes | None:
    """The bytes of a file, at most 10 MiB; None when it has been removed. One statement.

    Raises: CannotOpen.
    """
    sealed = db.scalar(_CONTENT, {"attachment": file.id, "person": person_id})
    return key.open_bytes(sealed, FILE, file.id) if sealed and key else None


def _by_entry(
    rows: Iterable[Sequence[Any]], key: DataKey | None, zone: str
) -> Mapping[UUID, Sequence[TakenFile]]:
    found, places = dict[UUID, list[TakenFile]](), Places()
    for entry, created_at, *about in rows:
        if key:
            found.setdefault(entry, []).append(
                _file(key, places.next, (entry, in_zone(created_at, zone).date()), about)
            )
    return found


def _file(
    key: DataKey, place: Callable[[date, str], str], of: tuple[UUID, date], about: Sequence[Any]
) -> TakenFile:
    id_, form, kind, sealed_name, media_type, size, sealed_words, added_at = about
    name = key.open(sealed_name, NAME, id_)
    words = key.open(sealed_words, DESCRIPTION, id_)
    facts = (kind, name, media_type, size, words, added_at)
    return TakenFile(id_, of[0], form, *facts, place(of[1], name))

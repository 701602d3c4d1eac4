"""Adding pictures and voice notes to one's own entries, and taking them away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.cleaning import LARGEST, Cleaned, cleaned
from app.kit.db import changed, new_id
from app.kit.errors import NotFound
from app.kit.sealing import DataKey
from app.kit.sendings import sending_key
from app.people.models import Person
from app.reflections.errors.attachments import (
    DescriptionTooLong,
    NothingChosen,
    TooLarge,
    TooManyHere,
    TooManyInAll,
)
from app.reflections.models import DESCRIPTION, FILE, NAME, Attachment, Reflection
from app.reflections.queries.attachments import Counted, count_attachments
from app.reflections.rules import clean_text
from app.reflections.rules.attachments import (
    LONGEST_DESCRIPTION,
    MOST_OF_PERSON,
    MOST_ON_ENTRY,
    clean_name,
)
from app.vault.actions import key_for_writing

_ATTACHED = insert(Attachment).on_conflict_do_nothing(
    index_elements=["reflection_id", "request_key"]
)


@dataclass(frozen=True)
class Sent:
    """A file as it was sent: what it is called tells nothing about what it is."""

    name: str
    description: str
    content: bytes


@dataclass(frozen=True)
class File:
    """Where a file belongs, what it is called, and when it was added (UTC)."""

    reflection_id: UUID
    request_key: UUID
    name: str
    description: str
    added_at: datetime


def attach(
    db: Session,
    actor: Person,
    *,
    reflection_id: UUID,
    sent: Sent,
    request_key: UUID,
    now: datetime,
) -> None:
    """Clean a file, seal it and keep it; the same form sent again adds nothing.

    With another file or other words it adds another one, so that neither is lost. At most
    five statements. A large picture takes some seconds, before anything is held.
    Raises: Unclean; NotFound; NothingChosen; TooLarge; TooManyHere; TooManyInAll;
        DescriptionTooLong.
    """
    words = _description(sent)
    if not sent.content:
        raise NothingChosen
    if len(sent.content) > LARGEST:
        raise TooLarge
    found = cleaned(sent.content)
    # From here on the files of one person come one by one, so that the limits hold.
    key = key_for_writing(db, actor.id, now=now, alone=True)
    sending = sending_key(request_key, sha256(sent.content).hexdigest(), words)
    if _is_kept(db, actor, reflection_id, sending):
        return
    check_room(count_attachments(db, actor, reflection_id))
    keep_file(db, File(reflection_id, sending, sent.name, words, now), found, key)


def keep_file(db: Session, file: File, found: Cleaned, key: DataKey) -> None:
    """Seal a file that has been cleaned and add it, unless its key is on that entry already.

    One statement.
    """
    row = new_id()
    db.connection().execute(
        _ATTACHED,
        {
            "id": row,
            "reflection_id": file.reflection_id,
            "request_key": file.request_key,
            "added_at": file.added_at,
            "kind": found.kind,
            "media_type": found.media_type,
            "size": len(found.content),
            "sealed": key.seal_bytes(found.content, FILE, row),
            "sealed_name": key.seal(clean_name(file.name, found), NAME, row),
            "sealed_description": key.seal(file.description, DESCRIPTION, row),
        },
    )


def check_room(counted: Counted) -> None:
    """Whether one more file can be kept.

    Raises: TooManyHere; TooManyInAll.
    """
    if counted.on_entry >= MOST_ON_ENTRY:
        raise TooManyHere
    if counted.in_all >= MOST_OF_PERSON:
        raise TooManyInAll


def remove_attachment(db: Session, actor: Person, attachment_id: UUID) -> bool:
    """Delete the actor's own file for good; False when it was gone already. One statement."""
    own = select(Reflection.id).where(
        Reflection.person_id == actor.id, Reflection.deleted_at.is_(None)
    )
    gone = delete(Attachment).where(
        Attachment.id == attachment_id, Attachment.reflection_id.in_(own)
    )
    return changed(db, gone) == 1


def _description(sent: Sent) -> str:
    words = clean_text(sent.description).strip()
    if len(words) > LONGEST_DESCRIPTION:
        raise DescriptionTooLong
    return words


def _is_kept(db: Session, actor: Person, reflection_id: UUID, request_key: UUID) -> bool:
    """Whether this form was sent before.

    Raises: NotFound when the entry is not the actor's, or not there any more.
    """
    before = (
        select(Attachment.id)
        .where(Attachment.reflection_id == reflection_id, Attachment.request_key == request_key)
        .exists()
    )
    # Held, so that the entry is not deleted in between.
    kept: bool | None = db.scalar(
        select(before)
        .select_from(Reflection)
        .where(
            Reflection.id == reflection_id,
            Reflection.person_id == actor.id,
            Reflection.deleted_at.is_(None),
        )
        .with_for_update(read=True, key_share=True)
    )
    if kept is None:
        raise NotFound
    return kept

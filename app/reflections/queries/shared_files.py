"""Pictures and recordings that go along with a share: chosen by the author, opened by readers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.kit.cleaning import PICTURE
from app.people.models import Person
from app.reflections.models import FILE, NAME, Attachment, ShareAttachment
from app.reflections.queries.attachments import attachments_of
from app.reflections.queries.shares import SharePlace, ShownFile
from app.vault.queries import opened


@dataclass(frozen=True)
class SharedFile:
    """A picture or recording with its bytes, and a name that tells nothing."""

    name: str
    media_type: str
    content: bytes


# Built once. A share has the files that its author chose, and only those.
_FILE = (
    select(Attachment.kind, Attachment.media_type, Attachment.sealed_name, Attachment.sealed)
    .join(ShareAttachment, ShareAttachment.attachment_id == Attachment.id)
    .where(ShareAttachment.share_id == bindparam("share"), Attachment.id == bindparam("attachment"))
)


def chosen_files(
    db: Session, owner: Person, reflection_id: UUID, ids: Collection[UUID]
) -> list[ShownFile]:
    """Those of the owner's own entry that are chosen, as readers will meet them.

    At most one statement. What is not there, or not theirs, is left out.
    Raises: CannotOpen.
    """
    if not ids:
        return []
    return [
        ShownFile(one.id, one.reflection_id, one.kind, one.description)
        for one in attachments_of(db, owner, reflection_id)
        if one.id in ids
    ]


def file_of_share(db: Session, place: SharePlace, attachment_id: UUID) -> SharedFile | None:
    """A file that goes along with a share, for whoever policy let in. One statement.

    Raises: CannotOpen.
    """
    facts = {"share": place.share.id, "attachment": attachment_id}
    row: Sequence[Any] | None = db.execute(_FILE, facts).one_or_none()
    if row is None:
        return None
    kind, media_type, sealed_name, sealed = row
    key = opened(db, place.locked, place.share.author_id)
    ending = key.open(sealed_name, NAME, attachment_id).rsplit(".", 1)[-1]
    name = f"{'picture' if kind == PICTURE else 'recording'}.{ending}"
    return SharedFile(name, media_type, key.open_bytes(sealed, FILE, attachment_id))

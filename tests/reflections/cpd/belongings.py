"""What belongs to an entry, made for a log that is taken along or brought in."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.models import DESCRIPTION, FILE, NAME, Attachment
from app.syllabus.models import FrameworkItem
from app.vault.actions import key_for_writing
from tests.clock import NOON
from tests.reflections.cpd.logs import packed

PICTURE = "files/2027-01-20-01-the heron_ early.jpg"
SOUND = "files/2027-01-20-02-note.wav"


def feature_keys(db: Session) -> list[str]:
    """The keys of features that there are."""
    of_part = select(FrameworkItem.key).where(FrameworkItem.part == "features")
    return list(db.scalars(of_part.order_by(FrameworkItem.position)))


def fill_file(db: Session, person: Person, entry: UUID, name: str, content: bytes) -> None:
    """A recording on an entry, as it is kept, without the time that cleaning takes."""
    key, row = key_for_writing(db, person.id, now=NOON), new_id()
    db.execute(
        insert(Attachment).values(
            id=row,
            reflection_id=entry,
            request_key=new_id(),
            kind="sound",
            media_type="audio/wav",
            size=len(content),
            sealed=key.seal_bytes(content, FILE, row),
            sealed_name=key.seal(name, NAME, row),
            sealed_description=key.seal("", DESCRIPTION, row),
            added_at=NOON,
        )
    )


def attached(file: str = "files/a.jpg", **more: object) -> dict[str, Any]:
    """A file on an entry, as a log tells of it."""
    return {
        "key": str(new_id()),
        "file": file,
        "name": "a.jpg",
        "description": "A heron",
        "added_at": NOON.isoformat(),
        **more,
    }


def zip_of(data: dict[str, Any], **files: bytes) -> bytes:
    """A log and the files it tells of, in one archive."""
    named = {f"files/{name}": content for name, content in files.items()}
    return packed({"reflections.json": json.dumps(data).encode(), **named})

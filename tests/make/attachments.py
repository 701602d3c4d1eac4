"""Sends files to an entry, and looks at what is kept of them."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.actions.attach import Sent, attach
from app.reflections.models import Attachment
from app.reflections.queries import AttachedFile, attached_file
from tests.browser_like import post
from tests.clock import NOON
from tests.make.files import make_picture


def make_attachment(
    db: Session,
    person: Person,
    reflection_id: UUID,
    content: bytes | None = None,
    *,
    name: str = "IMG_1.jpg",
    description: str = "A heron",
    now: datetime = NOON,
) -> UUID:
    """A file on this person's entry, added as the web adds it; flushed."""
    sent = Sent(name, description, make_picture() if content is None else content)
    attach(db, person, reflection_id=reflection_id, sent=sent, request_key=new_id(), now=now)
    on_it = select(Attachment.id).where(Attachment.reflection_id == reflection_id)
    return db.scalars(on_it.order_by(Attachment.id.desc()).limit(1)).one()


def send_file(
    client: FlaskClient,
    reflection_id: UUID,
    content: bytes,
    name: str = "IMG_1.jpg",
    *,
    media_type: str = "image/jpeg",
    **more: object,
) -> TestResponse:
    """Choose a file in the form and send it."""
    file = (BytesIO(content), name, media_type)
    return post(client, f"/reflections/{reflection_id}/attachments", {"file": file, **more})


def kept_files(db: Session, person: Person) -> list[AttachedFile]:
    """Every file there is, opened as this person's, oldest first."""
    db.commit()
    rows = db.execute(select(Attachment.reflection_id, Attachment.id).order_by(Attachment.id))
    found = [
        attached_file(db, person, reflection_id=entry, attachment_id=one) for entry, one in rows
    ]
    return [one for one in found if one is not None]

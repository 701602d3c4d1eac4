"""The prints of an edition's pictures: one after the other, each kept as soon as it is made."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, sessionmaker

from app.kit.prints import print_of, room_for_each
from app.outputs.actions.finish import OutOfDate
from app.outputs.models import EditionPicture
from app.outputs.queries.pictures import unprinted


def make_prints(
    sessions: sessionmaker[Session], build_id: UUID, *, still_ours: Callable[[Session], None]
) -> None:
    """Make each print that is missing, with no transaction open and one picture in memory.

    `still_ours` is called in each transaction that keeps one, and refuses when another worker has
    the build. A worker that comes later makes only the rest.
    Raises: OutOfDate when a picture is not, point for point, what its author gave.
    """
    while True:
        with sessions.begin() as db:
            wanted = unprinted(db, build_id)
        if wanted is None:
            return
        if sha256(wanted.content).hexdigest() != wanted.sha256:
            raise OutOfDate
        made = print_of(wanted.content, room=room_for_each(wanted.pictures))
        row = {
            "edition_id": wanted.edition_id,
            "sha256": wanted.sha256,
            "media_type": made.media_type,
            "width": made.width,
            "height": made.height,
            "print_sha256": sha256(made.content).hexdigest(),
            "content": made.content,
        }
        with sessions.begin() as db:
            still_ours(db)
            db.execute(insert(EditionPicture).values(row).on_conflict_do_nothing())

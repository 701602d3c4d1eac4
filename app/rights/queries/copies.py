"""Reads of copies."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.rights.models import AccessCopy, AccessCopyPiece
from app.rights.models.copies import PIECE
from app.rights.rules.copies import READY
from app.vault.queries import keys_of

MOST = 5


def own_copies(db: Session, person_id: UUID) -> list[AccessCopy]:
    """The newest copies that somebody asked for, or that were asked for them. One statement."""
    wanted = select(AccessCopy).where(AccessCopy.person_id == person_id)
    return list(db.scalars(wanted.order_by(AccessCopy.asked_at.desc()).limit(MOST)))


def copy_by_id(db: Session, actor: Person, *, copy_id: UUID) -> AccessCopy | None:
    """One copy; policy decides whether the actor may. One statement."""
    del actor
    return db.get(AccessCopy, copy_id)


def pieces_of(db: Session, copy: AccessCopy) -> Iterator[bytes]:
    """The file of a copy, a piece at a time. One statement, and one for each piece."""
    key = keys_of(db, [copy.person_id]).get(copy.person_id)
    number = 0
    while key is not None and copy.state == READY:
        wanted = select(AccessCopyPiece.content).where(
            AccessCopyPiece.copy_id == copy.id, AccessCopyPiece.number == number
        )
        sealed = db.scalar(wanted)
        if sealed is None:
            return
        yield key.open_bytes(sealed, f"{PIECE}.{number}", copy.id)
        number += 1

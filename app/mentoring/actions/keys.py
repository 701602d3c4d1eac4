"""The keys with which mentoring seals: a pairing's, or a person's own."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.kit.sealing import DataKey
from app.mentoring.queries.pairings import PairingPlace
from app.vault.actions import key_for_writing


def key_to_write(db: Session, place: PairingPlace, *, now: datetime) -> DataKey:
    """The key of a pairing, made when the first of the two writes; one statement, or two.

    Whoever enters something for a member seals it with this and needs not be able to read it.
    Raises: CannotOpen.
    """
    return key_for_writing(db, place.pairing.id, now=now)


def own_key(db: Session, person_id: UUID, *, now: datetime) -> DataKey:
    """A person's own key, for what is theirs alone; one statement, or two.

    Raises: CannotOpen.
    """
    return key_for_writing(db, person_id, now=now)

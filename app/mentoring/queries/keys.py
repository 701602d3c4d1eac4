"""Opening what a pair has written, for the two alone."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.kit.sealing import DataKey
from app.mentoring.policy.pairings import is_member
from app.mentoring.queries.pairings import PairingPlace
from app.people.models import Person
from app.vault.queries import keys_of


def key_to_read(db: Session, actor: Person, place: PairingPlace) -> DataKey | None:
    """The key of a pairing for one of the two; None when nothing has been written. One statement.

    Raises: LookupError for anybody else, whatever the page that asks has decided; CannotOpen.
    """
    if not is_member(actor, place):
        message = "the key of a pairing is for its members"
        raise LookupError(message)
    return keys_of(db, [place.pairing.id]).get(place.pairing.id)

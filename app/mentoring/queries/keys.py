"""Opening what a pair has written, for the two alone, and what is one person's own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from app.kit.sealing import DataKey
from app.mentoring.policy.pairings import is_member
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.keys import PROFILE
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


def characteristics_for_matching(
    db: Session, sealed: Mapping[UUID, bytes]
) -> Mapping[UUID, frozenset[str]]:
    """What people said of themselves so that a matching can use it, by person. One statement.

    For the matching and for whoever has yes of both to be told; no page shows it to a coordinator.
    Raises: CannotOpen.
    """
    keys = keys_of(db, sealed.keys()) if sealed else {}
    return {
        person_id: frozenset(json.loads(keys[person_id].open(words, PROFILE, person_id)))
        for person_id, words in sealed.items()
        if person_id in keys
    }


def own_key_to_read(db: Session, actor: Person, person_id: UUID) -> DataKey | None:
    """A person's own key, for them alone; None when they have written nothing. One statement.

    Raises: LookupError for anybody else, whatever the page that asks has decided; CannotOpen.
    """
    if actor.id != person_id:
        message = "a person's own key is for them alone"
        raise LookupError(message)
    return keys_of(db, [person_id]).get(person_id)

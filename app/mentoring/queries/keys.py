"""Opening what a pair has written, a version that is read out, and what the matching may use."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.sealing import DataKey
from app.mentoring.models import Agreement, AgreementReading, AgreementSignature
from app.mentoring.policy.pairings import is_member, may_coordinate
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.agreements import READ_OUT_FOR
from app.mentoring.rules.keys import BOUNDARIES, PROFILE
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


def boundaries_to_read_out(
    db: Session, actor: Person, place: PairingPlace, version: Agreement, *, now: datetime
) -> str:
    """What stays out, of one version that a coordinator is reading out; two statements.

    Only while one of the two has still to say yes to it, and within an hour of its being written
    down that it is read out. Nothing else of the pair is opened.
    Raises: LookupError for anybody else, whatever the page that asks has decided; CannotOpen.
    """
    may = may_coordinate(actor, place) and version.pairing_id == place.pairing.id
    if not may or not has_read_out(db, actor, version.id, to_id=None, now=now):
        message = "a version is read out by a coordinator who wrote down that they do"
        raise LookupError(message)
    key = keys_of(db, [place.pairing.id])[place.pairing.id]
    return key.open(version.sealed_boundaries, BOUNDARIES, version.id)


def has_read_out(
    db: Session, actor: Person, version_id: UUID, *, to_id: UUID | None, now: datetime
) -> bool:
    """Whether somebody has opened a version to read it out, within the last hour. One statement.

    `to_id`: to this person, who has not signed it meanwhile; None: to either of the two.
    """
    signed = select(AgreementSignature.id).where(
        AgreementSignature.agreement_id == version_id,
        AgreementSignature.person_id == AgreementReading.person_id,
    )
    asked = select(AgreementReading.id).where(
        AgreementReading.agreement_id == version_id,
        AgreementReading.read_by_id == actor.id,
        AgreementReading.read_at > now - READ_OUT_FOR,
        ~signed.exists(),
    )
    if to_id is not None:
        asked = asked.where(AgreementReading.person_id == to_id)
    return db.scalar(asked.limit(1)) is not None

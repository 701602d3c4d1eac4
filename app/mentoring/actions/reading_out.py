"""A coordinator opens a version of an agreement, to read it out to one of the two."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.mentoring.actions.entries import Entry, check_entry
from app.mentoring.errors.agreements import (
    NewerVersion,
)
from app.mentoring.models import Agreement, AgreementReading, AgreementSignature
from app.mentoring.queries.agreements import newest_number
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.agreements import (
    CAN_AGREE,
    PHONE,
)
from app.people.models import Person


def open_to_read_out(
    db: Session,
    place: PairingPlace,
    actor: Person,
    *,
    number: int,
    for_id: UUID,
    now: datetime,
) -> Agreement:
    """A coordinator opens a version that waits, to read it out to one of the two.

    It is written down, and both see it. The version can be read for an hour. Four statements.
    Raises: NotFound for whoever may not, and where nothing waits for this person's yes;
    NewerVersion.
    """
    check_entry(place, Entry(actor, for_id, PHONE))
    signed = select(AgreementSignature.id).where(
        AgreementSignature.agreement_id == Agreement.id, AgreementSignature.person_id == for_id
    )
    version = db.scalar(
        select(Agreement).where(
            Agreement.pairing_id == place.pairing.id,
            Agreement.number == number,
            ~signed.exists(),
        )
    )
    if version is None or actor.id == for_id or place.pairing.state not in CAN_AGREE:
        raise NotFound
    if number != newest_number(db, place.pairing.id):
        raise NewerVersion
    db.add(
        AgreementReading(
            agreement_id=version.id, person_id=for_id, read_by_id=actor.id, read_at=now
        )
    )
    db.flush()
    return version

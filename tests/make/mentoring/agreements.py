"""Makes agreements, signed or not."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.actions.keys import key_to_write
from app.mentoring.models import Agreement, AgreementSignature
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.keys import BOUNDARIES
from tests.clock import NOON


def make_agreement(
    db: Session,
    place: PairingPlace,
    *,
    number: int = 1,
    boundaries: str = "We leave our families out of it.",
    signed: bool = True,
    now: datetime = NOON,
) -> Agreement:
    """A version of an agreement, signed by both unless told otherwise; flushed."""
    made = Agreement(
        id=new_id(),
        pairing_id=place.pairing.id,
        number=number,
        modes=["phone"],
        how_often="fortnightly",
        ends_on=date(2027, 7, 18),
        sealed_boundaries=b"",
        limits="1",
        made_by_id=place.members[0].person_id,
        made_at=now,
        request_key=new_id(),
    )
    made.sealed_boundaries = key_to_write(db, place, now=now).seal(boundaries, BOUNDARIES, made.id)
    db.add(made)
    db.flush()
    if signed:
        place.pairing.ends_on = made.ends_on
        for member in place.members:
            signature = {"agreement_id": made.id, "person_id": member.person_id, "signed_at": now}
            db.add(AgreementSignature(**signature, how="page"))
        db.flush()
    return made

"""Writing a version of an agreement, and signing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import changed, new_id
from app.kit.errors import NotFound
from app.kit.sendings import sending_key
from app.mentoring.actions.entries import Entry, check_entry
from app.mentoring.actions.keys import key_to_write
from app.mentoring.actions.letters import tell_signed, tell_to_sign
from app.mentoring.actions.pairings import lock_pairing, move_pairing
from app.mentoring.errors.agreements import (
    BoundariesTooLong,
    EndWrong,
    HowNeeded,
    ModesNeeded,
    NewerVersion,
    ReadOutFirst,
    RhythmNeeded,
)
from app.mentoring.errors.pairings import NotFromHere
from app.mentoring.models import Agreement, AgreementSignature, Pairing
from app.mentoring.queries.agreements import newest_number
from app.mentoring.queries.keys import has_read_out
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.agreements import (
    CAN_AGREE,
    ENTERED,
    LONGEST_BOUNDARIES,
    NEWEST_LIMITS,
    PHONE,
    RHYTHMS,
    is_good_end,
)
from app.mentoring.rules.keys import BOUNDARIES
from app.mentoring.rules.states import ACTIVE, AGREEING
from app.mentoring.rules.topics import CONTACT_MODES
from app.people.rules import clean_lines


@dataclass(frozen=True)
class Wording:
    """What a version says, as somebody sent it."""

    modes: Sequence[str]
    how_often: str
    ends_on: date | None
    boundaries: str


def write_agreement(
    db: Session,
    place: PairingPlace,
    entry: Entry,
    wording: Wording,
    *,
    seen: int,
    request_key: UUID,
    now: datetime,
) -> Agreement:
    """Write the next version; whoever writes it signs it, and the other is asked to.

    `seen` is the number of the newest version that they had before them, 0 for none. The version
    that both signed before holds until both have signed this one. The same form sent again is one
    version. At most fifteen statements.
    Raises: NotFound for whoever may not; NotFromHere, NewerVersion; ModesNeeded, RhythmNeeded,
    EndWrong, BoundariesTooLong.
    """
    check_entry(place, entry)
    facts = _checked(wording, now.date())
    pairing = lock_pairing(db, place.pairing.id)
    said = (*sorted(wording.modes), wording.how_often, facts.ends_on, facts.boundaries)
    sending = sending_key(request_key, pairing.id, entry.for_id, *said)
    earlier = db.scalar(select(Agreement).where(Agreement.request_key == sending))
    if earlier is not None:
        return earlier
    _check_can_agree(pairing)
    if seen != newest_number(db, pairing.id):
        raise NewerVersion
    made = Agreement(
        id=new_id(),
        pairing_id=pairing.id,
        number=seen + 1,
        modes=[mode for mode in CONTACT_MODES if mode in wording.modes],
        how_often=wording.how_often,
        ends_on=facts.ends_on,
        limits=NEWEST_LIMITS,
        made_by_id=entry.for_id,
        made_at=now,
        request_key=sending,
    )
    key = key_to_write(db, place, now=now)
    made.sealed_boundaries = key.seal(facts.boundaries, BOUNDARIES, made.id)
    db.add(made)
    db.flush()
    _add_signature(db, made, entry, now=now)
    tell_to_sign(db, made, entry.for_id, now=now)
    return made


def sign_agreement(
    db: Session, place: PairingPlace, entry: Entry, *, number: int, now: datetime
) -> Agreement:
    """One of the two agrees to the newest version; at most thirteen statements.

    When both have, it holds: a pair that was agreeing is under way. The same again changes nothing.
    Raises: NotFound for whoever may not, and for a version that is not there; NotFromHere,
    NewerVersion; ReadOutFirst when it is entered by phone and was not read out.
    """
    check_entry(place, entry)
    pairing = lock_pairing(db, place.pairing.id)
    version = db.scalar(
        select(Agreement).where(Agreement.pairing_id == pairing.id, Agreement.number == number)
    )
    if version is None:
        raise NotFound
    _check_can_agree(pairing)
    if number != newest_number(db, pairing.id):
        raise NewerVersion
    if not entry.is_own:
        _check_entered(db, version, entry, now=now)
    if _add_signature(db, version, entry, now=now) and _is_signed_by_both(db, version):
        pairing.ends_on = version.ends_on
        if pairing.state == AGREEING:
            move_pairing(db, pairing.id, ACTIVE, by=entry.by, now=now)
        db.flush()
        tell_signed(db, version, now=now)
    return version


@dataclass(frozen=True)
class _Facts:
    ends_on: date
    boundaries: str


def _checked(wording: Wording, today: date) -> _Facts:
    if not set(wording.modes) & set(CONTACT_MODES):
        raise ModesNeeded
    if wording.how_often not in RHYTHMS:
        raise RhythmNeeded
    if wording.ends_on is None or not is_good_end(wording.ends_on, today):
        raise EndWrong
    boundaries = clean_lines(wording.boundaries, LONGEST_BOUNDARIES)
    if boundaries is None:
        raise BoundariesTooLong
    return _Facts(wording.ends_on, boundaries)


def _check_can_agree(pairing: Pairing) -> None:
    if pairing.state not in CAN_AGREE:
        raise NotFromHere(pairing.state)


def _check_entered(db: Session, version: Agreement, entry: Entry, *, now: datetime) -> None:
    """What somebody says by phone they say to what was just read out to them."""
    if entry.how not in ENTERED:
        raise HowNeeded
    if entry.how == PHONE and not has_read_out(
        db, entry.actor, version.id, to_id=entry.for_id, now=now
    ):
        raise ReadOutFirst


def _add_signature(db: Session, version: Agreement, entry: Entry, *, now: datetime) -> bool:
    """Whether it is new."""
    signature = insert(AgreementSignature).values(
        id=new_id(),
        agreement_id=version.id,
        person_id=entry.for_id,
        signed_at=now,
        how=entry.how,
        read_by_id=None if entry.is_own else entry.actor.id,
    )
    return bool(
        changed(db, signature.on_conflict_do_nothing(index_elements=["agreement_id", "person_id"]))
    )


def _is_signed_by_both(db: Session, version: Agreement) -> bool:
    signed = db.scalar(select(func.count()).where(AgreementSignature.agreement_id == version.id))
    return signed == 2  # noqa: PLR2004 - the two

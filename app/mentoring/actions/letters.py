"""The letters that tell the two how their pairing stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.mentoring.letters.agreements import AGREEMENT_SIGNED, AGREEMENT_TO_SIGN
from app.mentoring.letters.proposals import PAIR_AGREED, PAIR_NOT_NOW, PAIR_PROPOSED
from app.mentoring.models import Agreement, Pairing, PairingMember
from app.mentoring.rules.states import PROPOSED
from app.post.actions.plan import NewLetter, lapse_letters, plan_letters
from app.post.models import Letter

ANSWERED = "It was answered, or is not asked any more."
NEWER = "There is a newer version, or it is signed."


def tell_proposed(db: Session, *, now: datetime) -> int:
    """Ask everybody who is proposed to somebody and was not asked yet; says how many letters.

    Two statements; one where nobody waits for a letter.
    """
    has_letter = exists().where(
        Letter.person_id == PairingMember.person_id,
        Letter.kind == PAIR_PROPOSED,
        Letter.about_id == Pairing.id,
    )
    rows = db.execute(
        select(PairingMember.person_id, Pairing.id)
        .join(Pairing, Pairing.id == PairingMember.pairing_id)
        .where(
            Pairing.state == PROPOSED,
            PairingMember.person_id.is_not(None),
            PairingMember.answer.is_(None),
            ~has_letter,
        )
    ).all()
    letters = [NewLetter(who, PAIR_PROPOSED, about, now) for who, about in rows if who]
    return plan_letters(db, letters, now=now)


def tell_both_agreed(db: Session, pairing_id: UUID, *, now: datetime) -> None:
    """Both said yes: each is asked to write down with the other how. Three statements."""
    lapse_letters(db, pairing_id, [PAIR_PROPOSED], ANSWERED)
    _tell(db, PAIR_AGREED, pairing_id, _members(db, pairing_id), now=now)


def tell_not_now(db: Session, pairing_id: UUID, *, now: datetime) -> None:
    """There will be no pair this time. Three statements.

    Both get the same letter, also whoever said no: a list of letters that are brought by hand
    must not tell who it was.
    """
    lapse_letters(db, pairing_id, [PAIR_PROPOSED], ANSWERED)
    _tell(db, PAIR_NOT_NOW, pairing_id, _members(db, pairing_id), now=now)


def tell_to_sign(db: Session, agreement: Agreement, by_id: UUID, *, now: datetime) -> None:
    """There is a version to sign; whoever wrote it need not be told. Three statements."""
    older = db.scalars(
        select(Agreement.id).where(
            Agreement.pairing_id == agreement.pairing_id, Agreement.id != agreement.id
        )
    ).all()
    if older:
        lapse_letters(db, older, [AGREEMENT_TO_SIGN], NEWER)
    lapse_letters(db, agreement.pairing_id, [PAIR_AGREED], ANSWERED)
    others = [one for one in _members(db, agreement.pairing_id) if one != by_id]
    _tell(db, AGREEMENT_TO_SIGN, agreement.id, others, now=now)


def tell_signed(db: Session, agreement: Agreement, *, now: datetime) -> None:
    """Both have signed a version, and it holds from now on. Three statements."""
    lapse_letters(db, agreement.id, [AGREEMENT_TO_SIGN], NEWER)
    _tell(db, AGREEMENT_SIGNED, agreement.id, _members(db, agreement.pairing_id), now=now)


def _members(db: Session, pairing_id: UUID) -> Sequence[UUID]:
    found = db.scalars(
        select(PairingMember.person_id).where(PairingMember.pairing_id == pairing_id)
    )
    return [one for one in found if one is not None]


def _tell(db: Session, kind: str, about_id: UUID, people: Sequence[UUID], *, now: datetime) -> None:
    """They are nobody's list: a coordinator brings those that go by hand."""
    plan_letters(db, [NewLetter(one, kind, about_id, now) for one in people], now=now)

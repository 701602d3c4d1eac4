"""The letters around an end, and the calls that go with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.kit.db import new_id
from app.mentoring.letters.agreements import AGREEMENT_SIGNED
from app.mentoring.letters.endings import PAIR_CLOSED, PAIR_CLOSING, PAIR_MISSED
from app.mentoring.letters.proposals import PAIR_AGREED
from app.mentoring.models import MentoringAbsence, MentoringCall, PairingMember
from app.mentoring.rules.endings import WAIT_FOR
from app.post.actions.plan import NewLetter, lapse_letters, plan_letters
from app.post.models import Letter

ENDED = "The pair has ended."
FOUND = "They are in touch again, or the pair has ended."
ABSENT = "absent"


def tell_closing(db: Session, pairing_id: UUID, *, now: datetime) -> None:
    """Both are told that it comes to an end, and how to look back. Two statements."""
    _tell(db, PAIR_CLOSING, pairing_id, _members(db, pairing_id), now=now)


def tell_closed(db: Session, pairing_id: UUID, *, now: datetime) -> None:
    """Both are told that it has ended; the letter is the same for both. Four statements."""
    _forget(db, pairing_id)
    _tell(db, PAIR_CLOSED, pairing_id, _members(db, pairing_id), now=now)


def tell_left(db: Session, pairing_id: UUID, *, now: datetime) -> None:
    """Whoever is still here is told that the other has left. Four statements."""
    _forget(db, pairing_id)
    is_here = exists().where(
        Enrolment.person_id == PairingMember.person_id, Enrolment.state == JOINED
    )
    here = db.scalars(
        select(PairingMember.person_id).where(PairingMember.pairing_id == pairing_id, is_here)
    )
    _tell(db, PAIR_CLOSED, pairing_id, [one for one in here if one], now=now)


def tell_missed(db: Session, absence: MentoringAbsence, *, now: datetime) -> None:
    """A kind word to whoever is missed, and a coordinator is asked to ring. Three statements.

    Whoever had one about the same pair within the time that one waits gets no other: nobody can
    send them letter after letter by saying it, taking it back, and saying it again.
    """
    of_pair = select(MentoringAbsence.id).where(MentoringAbsence.pairing_id == absence.pairing_id)
    had_one = select(Letter.id).where(
        Letter.person_id == absence.person_id,
        Letter.kind == PAIR_MISSED,
        Letter.about_id.in_(of_pair),
        Letter.state.not_in(("lapsed", "refused")),
        Letter.created_at > now - WAIT_FOR,
    )
    if db.scalar(had_one.limit(1)) is None:
        _tell(db, PAIR_MISSED, absence.id, [absence.person_id], now=now)
    call = insert(MentoringCall).values(
        id=new_id(),
        person_id=absence.person_id,
        pairing_id=absence.pairing_id,
        why=ABSENT,
        raised_at=now,
    )
    db.execute(call.on_conflict_do_nothing())


def lapse_missed(db: Session, absence_ids: Sequence[UUID]) -> None:
    """They are found, or it is over: the kind word is not needed any more. One statement."""
    if absence_ids:
        lapse_letters(db, list(absence_ids), [PAIR_MISSED], FOUND)


def _forget(db: Session, pairing_id: UUID) -> None:
    lapse_letters(db, pairing_id, [PAIR_CLOSING, PAIR_AGREED, AGREEMENT_SIGNED], ENDED)


def _members(db: Session, pairing_id: UUID) -> Sequence[UUID]:
    found = db.scalars(
        select(PairingMember.person_id).where(PairingMember.pairing_id == pairing_id)
    )
    return [one for one in found if one is not None]


def _tell(db: Session, kind: str, about_id: UUID, people: Sequence[UUID], *, now: datetime) -> None:
    """They are nobody's list: a coordinator brings those that go by hand."""
    plan_letters(db, [NewLetter(one, kind, about_id, now) for one in people], now=now)

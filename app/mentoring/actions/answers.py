"""Saying yes or no to a proposal, and taking one back; a no has no reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.mentoring.actions.entries import Entry, check_entry
from app.mentoring.actions.letters import tell_both_agreed, tell_not_now
from app.mentoring.actions.pairings import BY_CLOCK, By, lock_pairing, move_pairing
from app.mentoring.errors.pairings import NotFromHere
from app.mentoring.models import Pairing, PairingMember
from app.mentoring.queries.apart import apart_between
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.states import (
    AGREEING,
    COORDINATOR,
    DECLINED,
    KEPT_APART,
    PROPOSED,
    TAKEN_BACK,
    WITHDRAWN,
)
from app.people.models import Person


def answer_proposal(
    db: Session, place: PairingPlace, entry: Entry, *, says_yes: bool, now: datetime
) -> Pairing:
    """Note what one of the two says to a proposal; at most eleven statements.

    With the second yes they begin to agree how; with a no it is over, and both get the same
    letter. A yes can be changed into a no for as long as the other has not answered. The same
    answer again changes nothing.
    Raises: NotFound for whoever may not; NotFromHere.
    """
    check_entry(place, entry)
    pairing = lock_pairing(db, place.pairing.id)
    rows = db.scalars(
        select(PairingMember)
        .where(PairingMember.pairing_id == pairing.id)
        .execution_options(populate_existing=True)
    ).all()
    own = next(row for row in rows if row.person_id == entry.for_id)
    answer = "yes" if says_yes else "no"
    if own.answer == answer:
        return pairing
    if pairing.state != PROPOSED:
        raise NotFromHere(pairing.state)
    own.answer, own.answered_at = answer, now
    own.answered_by_id = None if entry.is_own else entry.actor.id
    if not says_yes:
        move_pairing(db, pairing.id, DECLINED, by=entry.by, now=now)
        tell_not_now(db, pairing.id, now=now)
    elif all(row.answer == "yes" for row in rows):
        _begin(db, pairing, entry, now=now)
    db.flush()
    return pairing


def take_back(db: Session, place: PairingPlace, actor: Person, *, now: datetime) -> Pairing:
    """A coordinator takes a proposal back before both have said yes; at most seven statements.

    Raises: NotFound for whoever may not; NotFromHere.
    """
    moved = move_pairing(
        db, place.pairing.id, WITHDRAWN, by=By(COORDINATOR, actor), reason=TAKEN_BACK, now=now
    )
    if moved.is_new:
        tell_not_now(db, moved.pairing.id, now=now)
    return moved.pairing


def _begin(db: Session, pairing: Pairing, entry: Entry, *, now: datetime) -> None:
    """Both said yes; unless one of them keeps apart from the other since they were asked."""
    one, two = pairing.one_id, pairing.two_id
    if one and two and apart_between(db, one, two):
        move_pairing(db, pairing.id, WITHDRAWN, by=BY_CLOCK, reason=KEPT_APART, now=now)
        tell_not_now(db, pairing.id, now=now)
        return
    move_pairing(db, pairing.id, AGREEING, by=entry.by, now=now)
    tell_both_agreed(db, pairing.id, now=now)

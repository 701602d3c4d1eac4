"""Coming to an end: with a look back or at once, by one of the two; nobody says why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.mentoring.actions.ending_letters import tell_closed, tell_closing
from app.mentoring.actions.entries import Entry, check_entry
from app.mentoring.actions.pairings import By, lock_pairing, move_pairing
from app.mentoring.actions.proposing import Proposal, propose_pairing
from app.mentoring.errors.endings import NotBothWish
from app.mentoring.errors.pairings import NotFromHere
from app.mentoring.models import Pairing
from app.mentoring.policy.pairings import may_coordinate
from app.mentoring.queries.apart import apart_between
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.endings import (
    YES,
    reason_of,
)
from app.mentoring.rules.states import (
    CLOSED,
    CLOSING,
    LIVE,
    SAFEGUARDING,
    SAFETY,
)
from app.people.models import Person


def begin_to_close(db: Session, place: PairingPlace, entry: Entry, *, now: datetime) -> Pairing:
    """One of the two would end, and look back together first; at most six statements.

    Both get the same letter. A form sent twice does it once.
    Raises: NotFound for whoever may not; NotFromHere.
    """
    check_entry(place, entry)
    moved = move_pairing(db, place.pairing.id, CLOSING, by=entry.by, now=now)
    if moved.is_new:
        tell_closing(db, moved.pairing.id, now=now)
    return moved.pairing


def end_now(db: Session, place: PairingPlace, entry: Entry, *, now: datetime) -> Pairing:
    """One of the two ends it, without a reason; at most nine statements.

    Both get the same letter, and nobody is told who wished it. Sent twice it is one end.
    Raises: NotFound for whoever may not; NotFromHere, also while it is on hold.
    """
    check_entry(place, entry)
    state = lock_pairing(db, place.pairing.id).state
    if state not in (*LIVE, CLOSED):
        raise NotFromHere(state)
    return _close(db, place.pairing.id, entry.by, reason_of(state), now=now)


def end_for_safety(db: Session, place: PairingPlace, actor: Person, *, now: datetime) -> Pairing:
    """The safeguarding lead or the deputy ends a pair; at most eight statements.

    Raises: NotFound for whoever may not; NotFromHere.
    """
    return _close(db, place.pairing.id, By(SAFEGUARDING, actor), SAFETY, now=now)


def propose_again(
    db: Session, place: PairingPlace, actor: Person, *, request_key: UUID, now: datetime
) -> Pairing:
    """A coordinator proposes two to each other again who both said that they would like it.

    Whatever keeps them apart is nobody's to know: it looks as if one of them had not said so. At
    most ten statements.
    Raises: NotFound for whoever may not; NotBothWish; NotInProgramme, PairedAlready, NoRoom.
    """
    if not may_coordinate(actor, place):
        raise NotFound
    one_id, two_id = (one.person_id for one in place.members)
    if one_id is None or two_id is None or not both_wish_again(db, place):
        raise NotBothWish
    proposal = Proposal(one_id, two_id, "again")
    return propose_pairing(db, proposal, by=actor, request_key=request_key, now=now)


def both_wish_again(db: Session, place: PairingPlace) -> bool:
    """Whether two whose pair has ended would walk together again; one statement, or none.

    Both said so, and neither has said "not again" since.
    """
    said = [one.row.wants_again for one in place.members]
    if place.pairing.state != CLOSED or said != [YES, YES]:
        return False
    one, two = place.pairing.one_id, place.pairing.two_id
    return one is not None and two is not None and not apart_between(db, one, two)


def _close(db: Session, pairing_id: UUID, by: By, reason: str, *, now: datetime) -> Pairing:
    moved = move_pairing(db, pairing_id, CLOSED, by=by, reason=reason, now=now)
    if moved.is_new:
        tell_closed(db, pairing_id, now=now)
    return moved.pairing

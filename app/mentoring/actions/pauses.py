"""Having a break, coming back from it, and the hold of safeguarding."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.mentoring.actions.entries import Entry, check_entry
from app.mentoring.actions.pairings import By, Moved, lock_pairing, move_pairing
from app.mentoring.actions.pause_letters import tell_of_break
from app.mentoring.errors.agreements import ReturnWrong
from app.mentoring.errors.pairings import NotFromHere
from app.mentoring.models import Pairing
from app.mentoring.policy.pairings import may_hold
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.pauses import is_good_return
from app.mentoring.rules.states import ACTIVE, LIVE, PAUSED, SAFEGUARDING, SUSPENDED
from app.people.models import Person


def pause(
    db: Session, place: PairingPlace, entry: Entry, *, back_on: date | None, now: datetime
) -> Pairing:
    """Begin a break, until a day or until they say; at most seven statements.

    The other gets a letter. A form sent twice is one break.
    Raises: NotFound for whoever may not; ReturnWrong, NotFromHere.
    """
    check_entry(place, entry)
    if back_on is not None and not is_good_return(back_on, now.date()):
        raise ReturnWrong
    moved = move_pairing(db, place.pairing.id, PAUSED, by=entry.by, back_on=back_on, now=now)
    return _told(db, moved, entry, now=now)


def come_back(db: Session, place: PairingPlace, entry: Entry, *, now: datetime) -> Pairing:
    """End a break; at most eight statements. The other gets a letter.

    Raises: NotFound for whoever may not; NotFromHere, also where the two have yet to sign.
    """
    check_entry(place, entry)
    state = lock_pairing(db, place.pairing.id).state
    if state not in (PAUSED, ACTIVE):
        raise NotFromHere(state)
    moved = move_pairing(db, place.pairing.id, ACTIVE, by=entry.by, now=now)
    return _told(db, moved, entry, now=now)


def hold(db: Session, place: PairingPlace, actor: Person, *, now: datetime) -> Pairing:
    """The safeguarding lead or the deputy puts a live pair on hold; at most four statements.

    Raises: NotFound for whoever may not; NotFromHere.
    """
    return move_pairing(
        db, place.pairing.id, SUSPENDED, by=By(SAFEGUARDING, actor), now=now
    ).pairing


def end_hold(db: Session, place: PairingPlace, actor: Person, *, now: datetime) -> Pairing:
    """The pair goes on from where it stood before the hold; at most five statements.

    Raises: NotFound for whoever may not; NotFromHere for a pair that is over or only proposed.
    """
    if not may_hold(actor, place):
        raise NotFound
    pairing = lock_pairing(db, place.pairing.id)
    if pairing.held_from is None:
        if pairing.state in LIVE:
            return pairing
        raise NotFromHere(pairing.state)
    by = By(SAFEGUARDING, actor)
    return move_pairing(db, pairing.id, pairing.held_from, by=by, now=now).pairing


def _told(db: Session, moved: Moved, entry: Entry, *, now: datetime) -> Pairing:
    if moved.is_new:
        tell_of_break(db, moved.pairing, said_by=entry.for_id, now=now)
    return moved.pairing

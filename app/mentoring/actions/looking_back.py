"""What each of the two says at the end: what they gained, and what may come after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.mentoring.actions.apart import keep_apart, let_go
from app.mentoring.actions.ending_letters import tell_closed
from app.mentoring.actions.entries import Entry, check_entry
from app.mentoring.actions.keys import key_to_write
from app.mentoring.actions.pairings import lock_pairing, move_pairing
from app.mentoring.errors.endings import GainedTooLong, WordsThere, WroteMeanwhile
from app.mentoring.errors.pairings import NotFromHere
from app.mentoring.models import PairingMember
from app.mentoring.queries.endings import members_held
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.endings import CAN_LOOK_BACK, LONGEST_GAINED, NO, YES
from app.mentoring.rules.keys import GAINED
from app.mentoring.rules.states import CLOSED, CLOSING, FINISHED
from app.people.rules import clean_lines


@dataclass(frozen=True)
class LookingBack:
    """What one of the two says; None: nothing was said about it.

    `seen` is when they had last looked back as their form knew it, as `seen_of` writes it.
    """

    gained: str = ""
    contact_after: str | None = None
    wants_again: str | None = None
    not_again: bool = False
    seen: str = ""


def look_back(
    db: Session, place: PairingPlace, entry: Entry, said: LookingBack, *, now: datetime
) -> PairingMember:
    """Keep what one of the two says at the end; at most fourteen statements.

    When both have, a pair that comes to an end is closed. It can be changed afterwards, also by
    phone; but whoever enters it for somebody sees nothing of what they wrote, and changes only what
    they were told now.
    Raises: NotFound for whoever may not; NotFromHere, GainedTooLong, WordsThere, WroteMeanwhile.
    """
    check_entry(place, entry)
    gained = clean_lines(said.gained, LONGEST_GAINED)
    if gained is None:
        raise GainedTooLong
    pairing = lock_pairing(db, place.pairing.id)
    if pairing.state not in CAN_LOOK_BACK:
        raise NotFromHere(pairing.state)
    rows = members_held(db, pairing.id)
    own = next(row for row in rows if row.person_id == entry.for_id)
    _check_seen(own, entry, said, gained)
    if gained or entry.is_own:
        key = key_to_write(db, place, now=now) if gained else None
        own.sealed_gained = key.seal(gained, GAINED, own.id) if key else None
    own.contact_after = _choice(said.contact_after, own.contact_after, entry)
    own.wants_again = _choice(said.wants_again, own.wants_again, entry)
    own.looked_back_at = now
    own.looked_back_by_id = None if entry.is_own else entry.actor.id
    _set_apart(db, place, entry, said, now=now)
    if pairing.state == CLOSING and all(row.looked_back_at for row in rows):
        move_pairing(db, pairing.id, CLOSED, by=entry.by, reason=FINISHED, now=now)
        tell_closed(db, pairing.id, now=now)
    db.flush()
    return own


def seen_of(row: PairingMember) -> str:
    """Tells two savings of one person apart, for a form to bring back."""
    return row.looked_back_at.isoformat() if row.looked_back_at else ""


def _check_seen(own: PairingMember, entry: Entry, said: LookingBack, gained: str) -> None:
    if entry.is_own and said.seen != seen_of(own):
        raise WroteMeanwhile
    if not entry.is_own and gained and own.sealed_gained is not None:
        raise WordsThere


def _choice(said: str | None, kept: str | None, entry: Entry) -> str | None:
    if said in (YES, NO):
        return said
    return None if entry.is_own else kept


def _set_apart(
    db: Session, place: PairingPlace, entry: Entry, said: LookingBack, *, now: datetime
) -> None:
    other = place.partner(entry.for_id).person_id
    if other is None:
        return
    if said.not_again:
        keep_apart(db, entry.actor, entry.for_id, other, now=now)
    elif entry.is_own:
        let_go(db, entry.actor, other)

"""What comes to pairs by itself: a break is over, the last day has passed, somebody has left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, case, exists, select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.mentoring.actions.ending_letters import tell_closed, tell_closing, tell_left
from app.mentoring.actions.pairings import BY_CLOCK, move_pairing
from app.mentoring.actions.pause_letters import tell_of_break
from app.mentoring.models import Pairing, PairingMember
from app.mentoring.rules.endings import CAN_BEGIN_TO_CLOSE, LOOK_BACK_WITHIN
from app.mentoring.rules.states import (
    ACTIVE,
    CLOSED,
    CLOSING,
    FINISHED,
    LEFT_PROGRAMME,
    LIVE,
    PAUSED,
    SUSPENDED,
)

AT_ONCE = 100
# What is due, the weightiest first.
_LEFT, _LOOKED_BACK, _LAST_DAY, _BREAK_OVER = range(4)


def move_in_time(db: Session, *, now: datetime) -> int:
    """Move every pair whose time has come, and say how many. A hundred at once.

    One of the two is in no cohort any more: it ends, also what is on hold, and whoever is still
    here gets a letter. Looking back took long enough: it is closed. The agreed last day has passed:
    both look back. The day has come on which a break ends: it goes on. Proposals are not here.
    What somebody wrote who was erased goes with them. Two statements, and eight for each.
    """
    db.execute(
        update(PairingMember)
        .where(PairingMember.person_id.is_(None), PairingMember.sealed_gained.is_not(None))
        .values(sealed_gained=None)
    )
    due = _what_is_due(now)
    found = db.execute(
        select(Pairing.id, due)
        .where(Pairing.state.in_((*LIVE, SUSPENDED)), due.is_not(None))
        .order_by(Pairing.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True, of=Pairing)
    ).all()
    for pairing_id, what in found:
        _MOVES[what](db, pairing_id, now)
    return len(found)


def _what_is_due(now: datetime) -> ColumnElement[int]:
    """What comes to a pair now; nothing for most."""
    is_here = exists().where(
        Enrolment.person_id == PairingMember.person_id, Enrolment.state == JOINED
    )
    gone = exists().where(PairingMember.pairing_id == Pairing.id, ~is_here)
    looked = (Pairing.state == CLOSING) & (Pairing.state_since <= now - LOOK_BACK_WITHIN)
    over = Pairing.state.in_(CAN_BEGIN_TO_CLOSE) & (Pairing.ends_on < now.date())
    back = (Pairing.state == PAUSED) & (Pairing.back_on <= now.date())
    return case((gone, _LEFT), (looked, _LOOKED_BACK), (over, _LAST_DAY), (back, _BREAK_OVER))


def _leave(db: Session, pairing_id: UUID, now: datetime) -> None:
    move_pairing(db, pairing_id, CLOSED, by=BY_CLOCK, reason=LEFT_PROGRAMME, now=now)
    tell_left(db, pairing_id, now=now)


def _close(db: Session, pairing_id: UUID, now: datetime) -> None:
    move_pairing(db, pairing_id, CLOSED, by=BY_CLOCK, reason=FINISHED, now=now)
    tell_closed(db, pairing_id, now=now)


def _begin_to_close(db: Session, pairing_id: UUID, now: datetime) -> None:
    move_pairing(db, pairing_id, CLOSING, by=BY_CLOCK, now=now)
    tell_closing(db, pairing_id, now=now)


def _go_on(db: Session, pairing_id: UUID, now: datetime) -> None:
    moved = move_pairing(db, pairing_id, ACTIVE, by=BY_CLOCK, now=now)
    tell_of_break(db, moved.pairing, now=now)


_MOVES: Mapping[int, Callable[[Session, UUID, datetime], None]] = {
    _LEFT: _leave,
    _LOOKED_BACK: _close,
    _LAST_DAY: _begin_to_close,
    _BREAK_OVER: _go_on,
}

"""Moving a pairing: the only place that changes the state of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.mentoring.errors.pairings import NotFromHere, ReasonNeeded
from app.mentoring.models import Pairing, PairingChange, PairingMember
from app.mentoring.policy.roles import is_coordinator, is_safeguarding
from app.mentoring.rules.states import (
    CLOCK,
    COORDINATOR,
    MEMBER,
    OVER,
    PAUSED,
    SUSPENDED,
    fault_of,
)
from app.people.models import Person


@dataclass(frozen=True)
class By:
    """Who moves a pairing, in which part, and for whom when they enter it for somebody.

    For the clock there is nobody.
    """

    mover: str
    actor: Person | None = None
    for_id: UUID | None = None


@dataclass(frozen=True)
class Moved:
    """A pairing after a move; `is_new` is False when it stood there already."""

    pairing: Pairing
    before: str
    is_new: bool


BY_CLOCK = By(CLOCK)


def move_pairing(
    db: Session,
    pairing_id: UUID,
    to: str,
    *,
    by: By,
    now: datetime,
    reason: str = "",
    back_on: date | None = None,
) -> Moved:
    """Bring a pairing to another state, and write it in its log; flushed. Three or four statements.

    The row is held until the commit. A pairing that stands there already is left as it is, so that
    a form sent twice does one thing. `back_on` is the last day of a break, where one is named.
    Raises: NotFound for whoever may not; NotFromHere, ReasonNeeded.
    """
    pairing = lock_pairing(db, pairing_id)
    _check_mover(db, pairing, by)
    before = pairing.state
    if before == to:
        return Moved(pairing, before, is_new=False)
    fault = fault_of(before, to, mover=by.mover, reason=reason, held_from=pairing.held_from)
    if fault == "no_way":
        raise NotFromHere(before)
    if fault == "not_yours":
        raise NotFound
    if fault == "reason":
        raise ReasonNeeded
    pairing.state, pairing.state_since = to, now
    pairing.held_from = before if to == SUSPENDED else None
    pairing.back_on = back_on if to == PAUSED else None
    if to in OVER:
        pairing.closed_for = reason or None
    _log(db, pairing, before, by, reason=reason, now=now)
    return Moved(pairing, before, is_new=True)


def lock_pairing(db: Session, pairing_id: UUID) -> Pairing:
    """A pairing as it stands now, held until the commit. One statement.

    Raises: NotFound.
    """
    pairing = db.scalar(
        select(Pairing)
        .where(Pairing.id == pairing_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if pairing is None:
        raise NotFound
    return pairing


def _check_mover(db: Session, pairing: Pairing, by: By) -> None:
    """Whoever moves it is who they say: one of the two, or in the role and neither of them.

    A member's answer may be entered by somebody else: then the member is the one it is for.
    """
    if by.mover == CLOCK:
        return
    if by.actor is None:
        raise NotFound
    who = by.for_id or by.actor.id
    is_one = or_(
        PairingMember.person_id == who,
        PairingMember.person_id == by.actor.id,
    )
    found = set(
        db.scalars(
            select(PairingMember.person_id).where(PairingMember.pairing_id == pairing.id, is_one)
        )
    )
    if by.mover == MEMBER:
        entered = who != by.actor.id
        may = who in found and (not entered or _may_enter(by.actor, found))
    else:
        has_role = is_coordinator if by.mover == COORDINATOR else is_safeguarding
        may = has_role(by.actor) and by.actor.id not in found
    if not may:
        raise NotFound


def _may_enter(actor: Person, members: set[UUID | None]) -> bool:
    """Only a coordinator who is neither of the two enters what one of them says."""
    return is_coordinator(actor) and actor.id not in members


def _log(db: Session, pairing: Pairing, before: str, by: By, *, reason: str, now: datetime) -> None:
    db.add(
        PairingChange(
            pairing_id=pairing.id,
            before=before,
            after=pairing.state,
            mover=by.mover,
            reason=reason,
            at=now,
            actor_id=by.actor.id if by.actor else None,
            for_id=by.for_id,
        )
    )
    db.flush()

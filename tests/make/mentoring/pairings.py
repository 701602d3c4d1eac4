"""Makes pairings in any state, come to it by the moves there are."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.actions.pairings import BY_CLOCK, By, move_pairing
from app.mentoring.actions.proposing import Proposal, propose_pairing
from app.mentoring.queries.pairings import PairingPlace, place_of
from app.mentoring.rules.states import (
    ACTIVE,
    AGREEING,
    CLOSED,
    CLOSING,
    COORDINATOR,
    DECLINED,
    EXPIRED,
    FINISHED,
    MEMBER,
    PAUSED,
    PROPOSED,
    SAFEGUARDING,
    SUSPENDED,
    TAKEN_BACK,
    WITHDRAWN,
)
from app.people.models import Person
from tests.clock import NOON
from tests.make.mentoring.agreements import make_agreement

# How a pairing comes into each state, from the state before it: in which part, and for what reason.
WAYS: dict[str, tuple[str, str, str]] = {
    DECLINED: (PROPOSED, MEMBER, ""),
    EXPIRED: (PROPOSED, "clock", ""),
    WITHDRAWN: (PROPOSED, COORDINATOR, TAKEN_BACK),
    AGREEING: (PROPOSED, MEMBER, ""),
    ACTIVE: (AGREEING, MEMBER, ""),
    PAUSED: (ACTIVE, MEMBER, ""),
    CLOSING: (ACTIVE, MEMBER, ""),
    CLOSED: (CLOSING, MEMBER, FINISHED),
    SUSPENDED: (ACTIVE, SAFEGUARDING, ""),
}


def make_pairing(
    db: Session,
    one: Person,
    two: Person,
    coordinator: Person,
    lead: Person,
    state: str = ACTIVE,
    *,
    now: datetime = NOON,
) -> PairingPlace:
    """Two people in this state, come to it by the moves there are; flushed.

    Both need a profile with room. Each state is a second later than the one before it.
    """
    proposal = Proposal(one.id, two.id, "stable")
    pairing = propose_pairing(db, proposal, by=coordinator, request_key=new_id(), now=now)
    place = place_of(db, pairing.id)
    assert place is not None
    steps: list[str] = []
    while state != PROPOSED:
        steps.insert(0, state)
        state = WAYS[state][0]
    by = {
        MEMBER: By(MEMBER, one),
        COORDINATOR: By(COORDINATOR, coordinator),
        SAFEGUARDING: By(SAFEGUARDING, lead),
        "clock": BY_CLOCK,
    }
    for after, step in enumerate(steps, start=1):
        _, mover, reason = WAYS[step]
        at = now + timedelta(seconds=after)
        if step in (AGREEING, DECLINED):
            _answer(place, "yes" if step == AGREEING else "no", at)
        if step == ACTIVE:
            make_agreement(db, place, now=at)
        move_pairing(db, pairing.id, step, by=by[mover], reason=reason, now=at)
    return place


def _answer(place: PairingPlace, answer: str, at: datetime) -> None:
    for member in place.members:
        member.row.answer, member.row.answered_at = answer, at

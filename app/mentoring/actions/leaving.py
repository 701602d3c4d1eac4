"""When one of the two leaves the programme, or is erased, what they had together ends."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.mentoring.actions.ending_letters import tell_left
from app.mentoring.actions.pairings import BY_CLOCK, move_pairing
from app.mentoring.models import Pairing, PairingMember
from app.mentoring.rules.states import CLOSED, LEFT_PROGRAMME, LIVE, SUSPENDED

AT_ONCE = 100


def end_left_pairings(db: Session, *, now: datetime) -> int:
    """End every pair of which one is in no cohort any more; says how many. A hundred at once.

    Also what is on hold. Proposals are taken back with all others. Whoever is still here gets a
    letter. What somebody wrote who was erased goes with them. Two statements, and eight for each.
    """
    db.execute(
        update(PairingMember)
        .where(PairingMember.person_id.is_(None), PairingMember.sealed_gained.is_not(None))
        .values(sealed_gained=None)
    )
    is_here = exists().where(
        Enrolment.person_id == PairingMember.person_id, Enrolment.state == JOINED
    )
    gone = exists().where(PairingMember.pairing_id == Pairing.id, ~is_here)
    left = db.scalars(
        select(Pairing.id)
        .where(Pairing.state.in_((*LIVE, SUSPENDED)), gone)
        .order_by(Pairing.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    for pairing_id in left:
        move_pairing(db, pairing_id, CLOSED, by=BY_CLOCK, reason=LEFT_PROGRAMME, now=now)
        tell_left(db, pairing_id, now=now)
    return len(left)

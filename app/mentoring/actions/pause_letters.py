"""The letters around a break: the other is told, and both when it ends by itself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.mentoring.letters.pauses import PAIR_BACK, PAIR_PAUSED
from app.mentoring.models import Pairing, PairingMember
from app.mentoring.rules.states import PAUSED
from app.post.actions.plan import NewLetter, lapse_letters, plan_letters

PAST = "The break is over, or there is another one."


def tell_of_break(
    db: Session, pairing: Pairing, *, said_by: UUID | None = None, now: datetime
) -> None:
    """Tell whoever did not say it that a break has begun, or is over. Three statements.

    `said_by` None: it came by itself, and both are told. What was to be told of the break before
    lapses. They are nobody's list: a coordinator brings those that go by hand.
    """
    kind, other = PAIR_BACK, PAIR_PAUSED
    if pairing.state == PAUSED:
        kind, other = other, kind
    lapse_letters(db, pairing.id, [other], PAST)
    members = db.scalars(
        select(PairingMember.person_id).where(PairingMember.pairing_id == pairing.id)
    )
    # Two can have more than one break, and each is told of.
    which = pairing.state_since.isoformat()
    plan_letters(
        db,
        [NewLetter(one, kind, pairing.id, now, which) for one in members if one and one != said_by],
        now=now,
    )

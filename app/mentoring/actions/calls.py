"""Reasons to ring somebody: raised once each, and settled by a coordinator who has rung."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text, update
from sqlalchemy.orm import Session

from app.kit.db import changed, new_id
from app.kit.errors import NotFound
from app.mentoring.models import MentoringCall
from app.mentoring.policy.calls import may_settle
from app.mentoring.queries.calls import call_to_settle
from app.people.models import Person

_RAISE = text(
    """
    INSERT INTO mentoring_call (id, person_id, pairing_id, why, raised_at)
    SELECT new.id, new.person_id, new.pairing_id, new.why, :now
    FROM unnest(
        CAST(:ids AS uuid[]), CAST(:persons AS uuid[]), CAST(:pairings AS uuid[]),
        CAST(:whys AS text[])
    ) AS new (id, person_id, pairing_id, why)
    ON CONFLICT DO NOTHING
    """
)


@dataclass(frozen=True)
class Reason:
    """Why somebody should be rung; `pairing_id` is None when it is about no pair of theirs."""

    person_id: UUID
    pairing_id: UUID | None
    why: str


def raise_calls(db: Session, reasons: Iterable[Reason], *, now: datetime) -> int:
    """Put reasons on the list of calls; one that stands there already is left as it is.

    Returns how many are new. One statement; none without reasons.
    """
    found = list(dict.fromkeys(reasons))
    if not found:
        return 0
    return changed(
        db,
        _RAISE,
        {
            "ids": [new_id() for _ in found],
            "persons": [one.person_id for one in found],
            "pairings": [one.pairing_id for one in found],
            "whys": [one.why for one in found],
            "now": now,
        },
    )


def settle_call(db: Session, actor: Person, call_id: UUID, *, now: datetime) -> bool:
    """A coordinator has rung about this; False when it was settled before. Two statements.

    Raises: NotFound for whoever may not.
    """
    call = call_to_settle(db, actor, call_id=call_id)
    if call is None or not may_settle(actor, call):
        raise NotFound
    return bool(
        changed(
            db,
            update(MentoringCall)
            .where(MentoringCall.id == call_id, MentoringCall.settled_at.is_(None))
            .values(settled_at=now, settled_by_id=actor.id),
        )
    )

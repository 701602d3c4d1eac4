"""What became of a follow-up, change by change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from app.gatherings.models import FollowUp, FollowUpChange
from app.gatherings.rules.follow_up_history import Reader, Stood, say_what_changed
from app.people.models import Person

# More changes of one follow-up than anybody reads.
MOST = 200
GONE = "Somebody who is gone"


@dataclass(frozen=True)
class HistoryLine:
    """One change: when in UTC, by whom, and what it changed in sentences."""

    at: datetime
    by: str
    what: Sequence[str]


def history_of(db: Session, actor: Person, follow_up: FollowUp, zone: str) -> list[HistoryLine]:
    """The changes of a follow-up as the actor may read them, newest first; one statement."""
    by, owner = aliased(Person), aliased(Person)
    owner_name = case(
        (FollowUpChange.owner_id.is_(None), ""), else_=func.coalesce(owner.name, GONE)
    )
    newest = (
        select(
            *(FollowUpChange.changed_by_id, FollowUpChange.changed_at),
            *(func.coalesce(by.name, GONE), owner_name),
            *(FollowUpChange.state, FollowUpChange.snoozed_until, FollowUpChange.reason),
            *(FollowUpChange.outcome, FollowUpChange.note),
        )
        .outerjoin(by, by.id == FollowUpChange.changed_by_id)
        .outerjoin(owner, owner.id == FollowUpChange.owner_id)
        .where(FollowUpChange.follow_up_id == follow_up.id)
        .order_by(FollowUpChange.changed_at.desc(), FollowUpChange.id.desc())
        .limit(MOST)
    )
    rows = [
        (at, name, Stood(*stood), by_id == actor.id)
        for by_id, at, name, *stood in db.execute(newest)
    ]
    standing = Stood(reason=follow_up.reason, note=follow_up.note)
    # Of one that is older than histories are, the first that is known is not that it was opened.
    begins = rows and rows[-1][0] <= follow_up.opened_at
    before = [*(stood for _, _, stood, _ in rows[1:]), None if begins else Stood()]
    lines = [
        HistoryLine(at, name, say_what_changed(earlier, stood, zone, Reader(standing, wrote_it)))
        for (at, name, stood, wrote_it), earlier in zip(rows, before, strict=False)
    ]
    return [line for line in lines if line.what]

"""Choosing by which rules the people of a cohort are reminded."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.rules.reminders import SWITCHED_OFF
from app.gatherings.actions.remind import replan_reminders
from app.gatherings.models import Gathering
from app.gatherings.rules import PLANNED
from app.gatherings.rules.reminders import NAMES, OTHERS
from app.post.models import Letter
from app.post.rules import may_become


def choose_reminders(
    db: Session, *, cohort_id: UUID, chosen: Collection[str], now: datetime
) -> bool:
    """Keep the rules of a cohort: what is switched off lapses, what is switched on is planned.

    Words that are no rules are passed over. Returns whether anything changed. Letters of a module
    that opens, or to catch up on, are planned when their time comes. At most seven statements.
    """
    before = db.scalars(
        select(Cohort.reminders).where(Cohort.id == cohort_id).with_for_update()
    ).one()
    after = [name for name in NAMES if name in chosen]
    if set(before) == set(after):
        return False
    db.execute(update(Cohort).where(Cohort.id == cohort_id).values(reminders=after))
    ended = [name for name in OTHERS if name in before and name not in after]
    if ended:
        _end(db, cohort_id, ended)
    coming = select(Gathering.id).where(
        Gathering.cohort_id == cohort_id, Gathering.state == PLANNED, Gathering.starts_at > now
    )
    replan_reminders(db, db.scalars(coming).all(), now)
    return True


def _end(db: Session, cohort_id: UUID, kinds: Collection[str]) -> None:
    """Let what waits lapse; the words of these rules are also the kinds of their letters."""
    db.execute(
        update(Letter)
        .where(
            Letter.cohort_id == cohort_id,
            Letter.kind.in_(kinds),
            Letter.state.in_(may_become("lapsed")),
        )
        .values(state="lapsed", reason=SWITCHED_OFF, claim=None, claimed_until=None)
    )

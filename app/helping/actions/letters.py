"""Planning what the two of them are told."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.queries.bringing import cohorts_that_bring
from app.helping.letters import ASKED, BEGUN, DECLINED, ENDED, HELPING, HELPING_CODE, SOON
from app.helping.models import Helping
from app.helping.rules import REMINDED
from app.kit.times import to_utc
from app.post.actions.plan import NewLetter, lapse_letters, plan_letters

NOT_OPEN = "It has ended."
# Before noon no day begins twice or not at all.
NOON = time(12, 0)


def plan_asked(db: Session, helping: Helping, *, now: datetime) -> None:
    """Ask the helper. Two statements, also where nobody has the address that was written."""
    # Nobody has the id of the row, so that without a helper no letter comes of it.
    whose = helping.helper_id or helping.id
    _plan(db, helping, [(whose, ASKED, now)], now=now)


def plan_begun(db: Session, helping: Helping, zone: str, *, now: datetime) -> None:
    """Tell the person that it has begun, and both of them when it ends soon. Two statements."""
    told = [(helping.person_id, BEGUN, now)]
    soon = to_utc(helping.last_day - REMINDED, NOON, zone)
    if helping.helper_id is not None and soon > now:
        told += [(helping.person_id, SOON, soon), (helping.helper_id, SOON, soon)]
    _plan(db, helping, told, now=now)


def plan_ended(db: Session, helping: Helping, whom: UUID | None, *, now: datetime) -> None:
    """Tell the other one, and nothing of what is not so any more. Three statements at most."""
    about = [helping.id, *([helping.code_id] if helping.code_id else [])]
    lapse_letters(db, about, [HELPING, HELPING_CODE], NOT_OPEN)
    is_no = whom == helping.person_id and helping.helper_yes_at is None
    if whom is not None:
        _plan(db, helping, [(whom, DECLINED if is_no else ENDED, now)], now=now)


def plan_code(db: Session, helping: Helping, *, now: datetime) -> None:
    """Send the person a code by text. One statement."""
    # The post makes the six figures out of what the letter is about.
    letter = NewLetter(
        person_id=helping.person_id,
        kind=HELPING_CODE,
        about_id=helping.code_id or helping.id,
        due_at=now,
        channel="text",
    )
    plan_letters(db, [letter], now=now)


def _plan(
    db: Session, helping: Helping, told: list[tuple[UUID, str, datetime]], *, now: datetime
) -> None:
    cohorts = cohorts_that_bring(db, [whose for whose, _, _ in told])
    letters = [
        NewLetter(
            person_id=whose,
            kind=HELPING,
            about_id=helping.id,
            due_at=due,
            occurrence=what,
            cohort_id=cohorts.get(whose),
        )
        for whose, what, due in told
    ]
    plan_letters(db, letters, now=now)

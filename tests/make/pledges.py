"""Makes pledges and answers to them for tests."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.people.models import Person
from app.practice.actions.pledge_answers import Told, keep_answer
from app.practice.actions.pledges import Promise, keep_pledge
from app.practice.models import Pledge
from app.practice.queries.pledges import PledgePlace
from app.practice.rules.pledges import ADAPT, ME, Wording
from tests.clock import NOON


def make_pledge(
    db: Session,
    person: Person,
    cohort: Cohort,
    what: str = "Ask one person a day what matters.",
    *,
    kind: str = ADAPT,
    seen_by: str = ME,
    by: Person | None = None,
    now: datetime = NOON,
) -> PledgePlace:
    """A pledge, flushed; `by` entered it for the person."""
    made = keep_pledge(
        db,
        by or person,
        person_id=person.id,
        cohort=cohort,
        promise=Promise(kind, Wording(what, when="Tuesdays"), seen_by),
        form=new_id(),
        now=now,
    )
    return PledgePlace(db.get_one(Pledge, made), cohort)


def make_answer(
    db: Session,
    pledge_id: UUID,
    said: str,
    *,
    block: str = "",
    words: str = "",
    by: Person | None = None,
    now: datetime = NOON,
) -> None:
    """An answer to a pledge, flushed."""
    keep_answer(db, pledge_id, Told(said, block, words), by=by, form=new_id(), now=now)

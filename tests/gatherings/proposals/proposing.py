"""Proposals and their answers, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.actions.plan import SessionPlan
from app.gatherings.actions.propose import Idea, propose_session
from app.gatherings.models import SessionProposal
from app.people.models import Person
from app.post.actions.send import send_due
from app.post.models import Letter
from tests.clock import NOON

if TYPE_CHECKING:
    from app.wiring import Platform

IDEA = Idea(
    title="Walk in the park",
    about="So that we meet outside.",
    suits="Thursdays after 4pm",
    how="in_person",
)
PLAN = SessionPlan(
    title="Walk in the park",
    day=(NOON + timedelta(days=10)).date(),
    clock=NOON.time(),
    minutes=60,
    how="in_person",
)
FORM: dict[str, object] = {
    "title": IDEA.title,
    "about": IDEA.about,
    "suits": IDEA.suits,
    "how": IDEA.how,
}


def propose(db: Session, cohort: Cohort, person: Person) -> SessionProposal:
    """A proposal, committed."""
    propose_session(db, person, IDEA, cohort=cohort, now=NOON)
    db.commit()
    return db.scalars(select(SessionProposal)).one()


def answers(db: Session, platform: Platform) -> list[Letter]:
    """The letters that answer proposals, once the post has been at work."""
    send_due(platform.sessions, platform.office, clock=platform.clock)
    db.commit()
    found = select(Letter).where(Letter.kind == "proposal")
    return list(db.scalars(found, execution_options={"populate_existing": True}))

"""Makes the questions of a plumbline, and plumblines with numbers, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.people.models import Person
from app.practice.actions.plumblines import begin_plumbline, give_scores
from app.practice.queries.plumblines import KeptLook, LookPlace, look_place
from tests.clock import NOON
from tests.make.library import make_card, make_frameworks

ASKS = {
    "contact": "How well does it bring people together?",
    "power": "How much is decided together?",
    "ties": "How well do people here know each other?",
}


def make_questions(
    db: Session, cohort: Cohort, *, year: str = "2023", state: str = "draft"
) -> None:
    """Three questions in this cohort's course; it works with the framework of this year."""
    frameworks = make_frameworks(db)
    cohort.framework_id = frameworks[year].id
    intro = {"html": "<p>These are drafts.</p>", "state": state}
    make_card(db, cohort, "plumbline", "*", "The plumbline", intro)
    for item, ask in ASKS.items():
        make_card(db, cohort, "plumbline", item, ask, {})
    db.flush()


def make_plumbline(
    db: Session, person: Person, cohort: Cohort, name: str = "Hilltop Surgery"
) -> UUID:
    """A plumbline without numbers, flushed."""
    return begin_plumbline(db, person, slug=cohort.slug, name=name, form_key=new_id(), now=NOON)


def place_of(db: Session, person: Person, plumbline_id: UUID, moment: str) -> LookPlace:
    """The place of a look, as a guard finds it."""
    found = look_place(db, person, plumbline_id=plumbline_id, moment=moment)
    assert found is not None
    return found


def make_look(
    db: Session,
    person: Person,
    plumbline_id: UUID,
    moment: str,
    scores: Mapping[str, str],
    *,
    is_all: bool = True,
    now: datetime = NOON,
) -> KeptLook:
    """A look with these numbers, flushed."""
    at = place_of(db, person, plumbline_id, moment)
    return give_scores(db, at, sent=scores, is_all=is_all, now=now)

"""A programme lead, and cohorts of two years on one course of two modules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.people.models import Person, Place
from app.progress.models import StepProgress
from app.syllabus.models import CourseModule, Step
from tests.clock import NOON
from tests.make.cohorts import make_cohort, make_enrolment
from tests.make.people import make_person
from tests.make.places import make_place
from tests.make.progress import make_edition, make_module

BEGAN = NOON.date() - timedelta(days=20)
YEAR = BEGAN.year


@dataclass(frozen=True)
class Programme:
    """The lead, a cohort of the tests' year and one of the year before, and two places."""

    lead: Person
    now: Cohort
    before: Cohort
    modules: list[CourseModule]
    hill: Place
    dale: Place

    def join(
        self,
        db: Session,
        number: int,
        *,
        place: Place | None = None,
        standing: str = "pcn_staff",
        before: bool = False,
        state: str = "joined",
    ) -> list[Enrolment]:
        """So many new people, flushed."""
        made = []
        for _ in range(number):
            cohort = self.before if before else self.now
            one = make_enrolment(db, cohort, make_person(db), standing=standing, state=state)
            one.place_id = (place or self.hill).id
            made.append(one)
        db.flush()
        return made

    def finish(self, db: Session, seats: Sequence[Enrolment], modules: int = 2) -> None:
        """They did every step of the first modules; flushed."""
        of = [module.id for module in self.modules[:modules]]
        steps = db.scalars(select(Step.id).where(Step.module_id.in_(of))).all()
        for seat in seats:
            for step in steps:
                done = StepProgress(
                    enrolment_id=seat.id, step_id=step, seen_at=NOON, visited_at=NOON, done_at=NOON
                )
                done.done_by_rule, done.rule_version = "marked", 1
                db.add(done)
        db.flush()


@pytest.fixture
def programme(db: Session) -> Programme:
    """Nobody takes part in it yet."""
    edition = make_edition(db)
    modules = [make_module(db, edition.id, number) for number in (1, 2)]
    made = Programme(
        make_person(db, name="Lowri Lead", roles=["programme_lead"]),
        make_cohort(db, edition=edition, starts_on=BEGAN),
        make_cohort(db, edition=edition, starts_on=date(YEAR - 1, 3, 1)),
        modules,
        make_place(db, "Hill"),
        make_place(db, "Dale"),
    )
    db.commit()
    return made

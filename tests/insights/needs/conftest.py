"""Two cohorts that Farah runs, on a course of three modules, and people in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import FACILITATOR
from app.people.models import Person
from app.syllabus.models import CourseModule
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator
from tests.make.people import make_person
from tests.make.progress import make_edition, make_module


@dataclass(frozen=True)
class Place:
    """A cohort that began two weeks before the tests' noon, its course, and who runs it."""

    cohort: Cohort
    modules: list[CourseModule]
    farah: Person
    femi: Person

    def join(self, db: Session, name: str = "Lina Learner", **more: object) -> Enrolment:
        """Somebody new who joined it, flushed."""
        state = str(more.pop("state", "joined"))
        person = make_person(db, name=name, **more)  # type: ignore[arg-type]
        return make_enrolment(db, self.cohort, person, state=state)


@pytest.fixture
def place(db: Session) -> Place:
    """The cohort with the address `riverside`."""
    edition = make_edition(db)
    modules = [make_module(db, edition.id, number) for number in (1, 2, 3)]
    cohort = make_cohort(db, slug="riverside", edition=edition, starts_on=date(2027, 1, 6))
    farah, femi = (make_facilitator(db, cohort, name=name) for name in ("Farah F", "Femi F"))
    db.commit()
    return Place(cohort, modules, farah, femi)


@pytest.fixture
def hillside(db: Session, place: Place) -> Place:
    """Another cohort, which Farah runs alone."""
    cohort = make_cohort(db, slug="hillside", name="Hillside", starts_on=date(2027, 1, 6))
    make_enrolment(db, cohort, place.farah, role=FACILITATOR)
    db.commit()
    return Place(cohort, [], place.farah, place.femi)

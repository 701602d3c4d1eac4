"""A cohort with three modules, and somebody who takes part."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.people.models import Person
from tests.gatherings.release_letters.releasing import FIRST_DAY
from tests.make.cohorts import make_cohort, make_edition, make_member
from tests.make.progress import make_module


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """Three modules: open at once, after a week, and after its session; the cohort starts soon."""
    edition = make_edition(db)
    modules = [make_module(db, edition.id, number) for number in (1, 2, 3)]
    modules[1].opens_days = 7
    modules[2].opens_after_session = True
    made = make_cohort(db, edition=edition, slug="riverside", starts_on=FIRST_DAY, phone="0117")
    db.flush()
    return made


@pytest.fixture
def person(db: Session, cohort: Cohort) -> Person:
    """Who takes part in it, since before it began."""
    return make_member(db, cohort, name="Amina Example")

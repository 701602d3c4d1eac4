"""The cohort that people come to, and the people who come."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.people.models import Person
from tests.make.cohorts import make_cohort
from tests.make.people import make_person


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort with the address `riverside`."""
    made = make_cohort(db, slug="riverside")
    db.commit()
    return made


@pytest.fixture
def lead(db: Session) -> Person:
    """A programme lead."""
    return make_person(db, name="Lowri Lead", roles=["programme_lead"])

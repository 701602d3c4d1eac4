"""Somebody who would like help, and somebody of their cohort."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.people.models import Person
from tests.helping.life import Life
from tests.make.cohorts import make_cohort, make_member


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort, committed."""
    made = make_cohort(db)
    db.commit()
    return made


@pytest.fixture
def ottoline(db: Session, cohort: Cohort) -> Person:
    """Somebody who would like help."""
    person = make_member(db, cohort, name="Ottoline Example")
    db.commit()
    return person


@pytest.fixture
def hal(db: Session, cohort: Cohort) -> Person:
    """Somebody in the same cohort."""
    person = make_member(db, cohort, name="Hal Helper")
    db.commit()
    return person


@pytest.fixture
def life(db: Session) -> Life:
    """Ottoline's life on the platform."""
    return Life(db)

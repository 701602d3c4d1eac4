"""A cohort whose people decide something, and who runs it."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.people.models import Person
from tests.make.cohorts import make_cohort, make_facilitator, make_member


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """Riverside neighbours."""
    return make_cohort(db)


@pytest.fixture
def helper(db: Session, cohort: Cohort) -> Person:
    """Farah Facilitator, who runs the cohort."""
    return make_facilitator(db, cohort)


@pytest.fixture
def asker(db: Session, cohort: Cohort) -> Person:
    """Ada Asker, who takes part and asks."""
    return make_member(db, cohort, name="Ada Asker")

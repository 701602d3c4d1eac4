"""A session that is over, with something to catch up on."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.models import Gathering
from app.people.models import Person
from tests.gatherings.away import make_missed
from tests.make.cohorts import make_facilitator


@pytest.fixture
def facilitator(db: Session, cohort: Cohort) -> Person:
    """Who runs it."""
    return make_facilitator(db, cohort, name="Farah Bell")


@pytest.fixture
def gathering(db: Session, cohort: Cohort) -> Gathering:
    """A session that ended an hour ago, with something to catch up on."""
    return make_missed(db, cohort)

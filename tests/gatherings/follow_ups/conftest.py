"""A session that has begun, somebody who was missed, and who runs the cohort."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.models import Gathering
from app.people.models import Person
from tests.clock import NOON
from tests.make.cohorts import make_enrolment, make_facilitator
from tests.make.gatherings import make_gathering
from tests.make.people import make_person


@pytest.fixture
def meeting(db: Session, cohort: Cohort) -> Gathering:
    """A session that has begun."""
    return make_gathering(db, cohort, starts_at=NOON - timedelta(minutes=5))


@pytest.fixture
def lina(db: Session, cohort: Cohort) -> Enrolment:
    """Lina Learner, who has a phone."""
    person = make_person(db, name="Lina Learner", phone="+447700900123")
    return make_enrolment(db, cohort, person)


@pytest.fixture
def helper(db: Session, cohort: Cohort) -> Person:
    """Farah Facilitator, who runs the cohort."""
    return make_facilitator(db, cohort)

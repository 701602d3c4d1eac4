"""A cohort on a small course, with somebody who learns and somebody who runs it."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import FACILITATOR
from app.people.models import Person
from tests.make.people import make_person
from tests.make.progress import Way, make_seat, make_way


@pytest.fixture
def way(db: Session) -> Way:
    """Somebody who learns: Lina Learner."""
    return make_way(db, person=make_person(db, name="Lina Learner"))


@pytest.fixture
def helper_seat(db: Session, way: Way) -> Enrolment:
    """The place of Farah Facilitator in the cohort."""
    person = make_person(db, name="Farah Facilitator")
    return make_seat(db, way.cohort, person, role=FACILITATOR)


@pytest.fixture
def helper(db: Session, helper_seat: Enrolment) -> Person:
    """Farah Facilitator, who runs the cohort."""
    return db.get_one(Person, helper_seat.person_id)

"""A cohort, who runs it, and four people who are each reached another way."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.people.models import Person
from tests.conftest import As
from tests.insights.messages.writing import PHONE
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator
from tests.make.people import make_person


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort with a phone."""
    return make_cohort(db, slug="river", name="Riverside", phone="0161 496 0123")


@pytest.fixture
def farah(db: Session, cohort: Cohort) -> Person:
    """Who runs it."""
    return make_facilitator(db, cohort, name="Farah Facilitator")


@pytest.fixture
def browser(farah: Person, as_person: As) -> FlaskClient:
    """Farah's browser."""
    return as_person(farah)


@pytest.fixture
def everybody(db: Session, cohort: Cohort) -> Sequence[Person]:
    """One who reads e-mail, one texts, one who is rung, and one who reads paper."""
    people = [
        make_person(db, name="Em Mail", email="em@learning.example"),
        make_person(db, name="Tess Text", email=None, phone=PHONE, channel="text"),
        make_person(db, name="Cal Call", email=None, phone=PHONE, channel="call"),
        make_person(db, name="Pia Paper", email=None, channel="post"),
    ]
    for person in people:
        make_enrolment(db, cohort, person)
    db.commit()
    return people

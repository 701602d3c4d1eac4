"""The cohort that people come to, and the people who come."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.people.models import Person
from tests.conftest import SignIn
from tests.make.cohorts import make_cohort, make_facilitator
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


@pytest.fixture
def browser(db: Session, client: FlaskClient, sign_in: SignIn, cohort: Cohort) -> FlaskClient:
    """The browser of a facilitator of the cohort."""
    farah = make_facilitator(db, cohort)
    db.commit()
    return sign_in(client, farah)

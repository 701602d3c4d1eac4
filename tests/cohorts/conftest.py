"""The cohort that people come to, and the people who come."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.people.models import Person
from tests.conftest import SignIn
from tests.make.cohorts import make_cohort
from tests.make.people import make_person

As = Callable[[Person], FlaskClient]


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort with the address `riverside`."""
    made = make_cohort(db, slug="riverside")
    db.commit()
    return made


@pytest.fixture
def as_person(db: Session, client: FlaskClient, sign_in: SignIn) -> As:
    """Save what was made, and go on as this person."""

    def enter(person: Person) -> FlaskClient:
        db.commit()
        return sign_in(client, person)

    return enter


@pytest.fixture
def lead(db: Session) -> Person:
    """A programme lead."""
    return make_person(db, name="Lowri Lead", roles=["programme_lead"])

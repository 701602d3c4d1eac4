"""People whom the tests of this room share."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR
from app.people.models import Person
from tests.make.people import make_person
from tests.make.progress import Way, make_seat, make_way


@pytest.fixture
def way(db: Session) -> Way:
    """Amina, who takes part, in a cohort of two modules that begins today."""
    made = make_way(db, modules=2)
    made.person.name = "Amina Example"
    db.commit()
    return made


@pytest.fixture
def farah(db: Session, way: Way) -> Person:
    """Who runs the cohort."""
    person = make_person(db, name="Farah Facilitator")
    make_seat(db, way.cohort, person, role=FACILITATOR)
    db.commit()
    return person

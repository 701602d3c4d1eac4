"""A cohort with questions for a plumbline, somebody who learns in it, and who runs it."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR
from app.people.models import Person
from app.practice.queries.pledges import PledgePlace
from tests.make.people import make_person
from tests.make.pledges import make_pledge
from tests.make.practice import make_questions
from tests.make.progress import Way, make_seat, make_way
from tests.practice.pledge_questions import PHONE, WHAT


@pytest.fixture
def way(db: Session) -> Way:
    """Lina Learner, in a cohort that works with the framework of 2023."""
    made = make_way(db, person=make_person(db, name="Lina Learner"))
    make_questions(db, made.cohort)
    db.commit()
    return made


@pytest.fixture
def helper(db: Session, way: Way) -> Person:
    """Farah Facilitator, who runs the cohort."""
    person = make_person(db, name="Farah Facilitator")
    make_seat(db, way.cohort, person, role=FACILITATOR)
    db.commit()
    return person


@pytest.fixture
def lina(db: Session, way: Way) -> Person:
    """Somebody who is reached by text."""
    person = db.get_one(Person, way.person.id)
    person.phone, person.channel = PHONE, "text"
    db.flush()
    return person


@pytest.fixture
def at(db: Session, way: Way, lina: Person) -> PledgePlace:
    """A pledge of hers."""
    return make_pledge(db, lina, way.cohort, WHAT)

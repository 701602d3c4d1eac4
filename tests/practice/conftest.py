"""A cohort with questions for a plumbline, somebody who learns in it, and who runs it."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR
from app.people.models import Person
from tests.make.people import make_person
from tests.make.practice import make_questions
from tests.make.progress import Way, make_seat, make_way


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

"""A cohort whose course has questions for a plumbline, and somebody who learns in it."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.make.people import make_person
from tests.make.practice import make_questions
from tests.make.progress import Way, make_way


@pytest.fixture
def way(db: Session) -> Way:
    """Lina Learner, in a cohort that works with the framework of 2023."""
    made = make_way(db, person=make_person(db, name="Lina Learner"))
    make_questions(db, made.cohort)
    db.commit()
    return made

"""Somebody with a certificate, and whoever may change it."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.people.models import Person
from tests.make.certificates import make_certificate, make_finished
from tests.make.people import make_person
from tests.make.progress import Way


@pytest.fixture
def way(db: Session) -> Way:
    """Somebody who has gone through their course, and has a certificate; committed."""
    made = make_finished(db, person=make_person(db, name="Amina Example"))
    make_certificate(db, made)
    return made


@pytest.fixture
def lead(db: Session) -> Person:
    """A programme lead, committed."""
    person = make_person(db, name="Lee Lead", roles=["programme_lead"])
    db.commit()
    return person

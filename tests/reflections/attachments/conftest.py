"""An entry of one's own, and words for a picture."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.people.models import Person
from tests.make.reflections import make_reflection

WORDS = "The heron on the canal, <b>early</b>"


@pytest.fixture
def own(db: Session, person: Person) -> UUID:
    made = make_reflection(db, person)
    db.commit()
    return made

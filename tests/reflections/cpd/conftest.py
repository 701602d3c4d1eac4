"""An entry with something on it that can be taken along."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.people.models import Person
from tests.make.attachments import make_attachment
from tests.make.files import make_wave
from tests.make.reflections import make_reflection


@pytest.fixture
def own(db: Session, person: Person) -> UUID:
    """An entry with a picture and a voice note."""
    made = make_reflection(db, person, "By the canal.")
    make_attachment(db, person, made, name="the heron? early.jpg", description="A <b>heron</b>")
    make_attachment(db, person, made, make_wave(), name="note.wav", description="")
    db.commit()
    return made

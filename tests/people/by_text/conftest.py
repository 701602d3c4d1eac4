"""Somebody without e-mail."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.people.models import Person
from tests.make.people import make_person
from tests.people.by_text.phone import PHONE


@pytest.fixture
def tess(db: Session) -> Person:
    """Somebody without e-mail who gets texts."""
    person = make_person(db, name="Tess Text", email=None, phone=PHONE, channel="text")
    db.commit()
    return person

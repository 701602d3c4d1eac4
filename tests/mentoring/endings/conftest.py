"""Two who walk together, and come to an end."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.mentoring.actions.entries import Entry
from app.people.models import Person
from tests.make.mentoring import Mentors


@pytest.fixture
def mentors(db: Session) -> Mentors:
    """Joan, who is reached by text, and Petra; nobody has been proposed to anybody."""
    return Mentors(db)


@pytest.fixture(autouse=True)
def _forms_without_a_token(app: Flask) -> None:
    """The tests of forms are about what is in them."""
    app.config["WTF_CSRF_ENABLED"] = False


def own(person: Person) -> Entry:
    """What somebody says themselves."""
    return Entry(person, person.id)

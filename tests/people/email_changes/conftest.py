"""Somebody who asks for another address, and a browser that is not signed in."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.models import Person
from tests.conftest import As
from tests.make.people import make_person
from tests.people.email_changes.both_ends import OLD


@pytest.fixture
def amina(db: Session) -> Person:
    """Somebody with an address."""
    return make_person(db, name="Amina Example", email=OLD)


@pytest.fixture
def here(amina: Person, as_person: As) -> FlaskClient:
    """Her browser, just signed in."""
    return as_person(amina)


@pytest.fixture
def mailbox(here: FlaskClient) -> FlaskClient:
    """A browser that opens links from letters, and is not signed in."""
    return here.application.test_client()

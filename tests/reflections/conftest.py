"""Somebody with a log, signed in."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.models import Person
from tests.conftest import SignIn
from tests.make.people import make_person


@pytest.fixture
def person(db: Session, client: FlaskClient, sign_in: SignIn) -> Person:
    """Somebody who is signed in."""
    made = make_person(db)
    db.commit()
    sign_in(client, made)
    return made

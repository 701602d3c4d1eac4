"""A cohort with a library, and people around it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.models import Person
from tests.conftest import SignIn
from tests.make.library import make_frameworks, make_library
from tests.make.progress import Way, make_way


@pytest.fixture
def way(db: Session) -> Way:
    """A participant of a cohort whose course has a library and uses the newest framework."""
    made = make_way(db)
    make_library(db, made.cohort)
    made.cohort.framework_id = make_frameworks(db)["2023"].id
    db.commit()
    return made


@pytest.fixture
def participant(client: FlaskClient, sign_in: SignIn, way: Way) -> Person:
    """That participant, signed in."""
    sign_in(client, way.person)
    return way.person

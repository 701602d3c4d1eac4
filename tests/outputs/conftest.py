"""A cohort whose people offer words, on this test's own database."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker

from app.people.models import Person
from tests.clock import StoppedClock
from tests.conftest import SignIn
from tests.make.outputs import HERON, Scene, make_scene
from tests.make.people import make_person


@pytest.fixture
def scene(sessions: sessionmaker[Session], clock: StoppedClock) -> Scene:
    """A cohort with a facilitator."""
    return make_scene(sessions, clock)


HIDDEN = "Nobody must read this sentence."


@pytest.fixture
def author(app: Flask, sign_in: SignIn, bea: Person) -> FlaskClient:
    """The author's browser."""
    return sign_in(app.test_client(), bea)


@pytest.fixture
def bea(scene: Scene) -> Person:
    """An author."""
    return scene.author("Bea Example")


@pytest.fixture
def entry(scene: Scene, bea: Person) -> UUID:
    """A reflection of the author."""
    return scene.reflection(bea, f"{HERON} {HIDDEN}")


@pytest.fixture
def facilitator(app: Flask, sign_in: SignIn, scene: Scene) -> FlaskClient:
    """The facilitator's browser."""
    return sign_in(app.test_client(), scene.facilitator)


@pytest.fixture
def stranger(app: Flask, sign_in: SignIn, db: Session) -> FlaskClient:
    """The browser of a programme lead who is in no cohort."""
    lead = make_person(db, name="Lee Lead", roles=["programme_lead"])
    db.commit()
    return sign_in(app.test_client(), lead)

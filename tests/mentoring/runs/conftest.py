"""People who are to be brought together."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker

from tests.clock import StoppedClock
from tests.conftest import As
from tests.make.runs import Matchmaking


@pytest.fixture
def making(sessions: sessionmaker[Session], db: Session, clock: StoppedClock) -> Matchmaking:
    """Two coordinators, and whoever a test adds."""
    return Matchmaking(sessions, db, clock)


@pytest.fixture
def mina(making: Matchmaking, as_person: As) -> FlaskClient:
    """The browser of Mina Mentoring, a coordinator."""
    return as_person(making.mina)


@pytest.fixture
def no_form_tokens(app: Flask) -> None:
    """Forms are sent without a token: the test holds no page of theirs."""
    app.config["WTF_CSRF_ENABLED"] = False

"""Two who walk together."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.mentoring.queries.pairings import PairingPlace
from tests.make.mentoring import Mentors


@pytest.fixture(autouse=True)
def no_form_tokens(app: Flask) -> None:
    """Forms are sent here without opening their page first."""
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def mentors(db: Session) -> Mentors:
    return Mentors(db)


@pytest.fixture
def pair(mentors: Mentors) -> PairingPlace:
    """Joan and Petra, under way."""
    return mentors.pairing()

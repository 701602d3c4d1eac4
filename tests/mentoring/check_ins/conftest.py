"""Two people who have walked together for a while."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.make.mentoring import Mentors


@pytest.fixture
def mentors(db: Session, app: Flask) -> Mentors:
    """Joan and Petra; forms are sent without a token, since tests are about what is in them."""
    app.config["WTF_CSRF_ENABLED"] = False
    return Mentors(db)

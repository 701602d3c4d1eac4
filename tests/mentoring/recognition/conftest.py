"""Joan, Petra, and the coordinator who offers them something."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.make.mentoring import Mentors


@pytest.fixture
def mentors(db: Session, app: Flask) -> Mentors:
    app.config["WTF_CSRF_ENABLED"] = False
    return Mentors(db)

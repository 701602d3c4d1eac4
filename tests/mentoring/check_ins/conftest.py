"""Two people who have walked together for a while."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.mentoring.actions.check_ins import ask_check_ins
from app.mentoring.rules.states import ACTIVE
from tests.make.mentoring import Mentors
from tests.mentoring.check_ins.texts import ASKED


@pytest.fixture
def mentors(db: Session, app: Flask) -> Mentors:
    """Joan and Petra; forms are sent without a token, since tests are about what is in them."""
    app.config["WTF_CSRF_ENABLED"] = False
    return Mentors(db)


@pytest.fixture
def asked(mentors: Mentors, db: Session) -> Mentors:
    """Joan and Petra, who walk together and have been asked how they are."""
    mentors.pairing(ACTIVE)
    ask_check_ins(db, now=ASKED)
    return mentors

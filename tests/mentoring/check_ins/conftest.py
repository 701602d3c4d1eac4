"""Two people who have walked together for a while."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.make.mentoring import Mentors


@pytest.fixture
def mentors(db: Session) -> Mentors:
    return Mentors(db)

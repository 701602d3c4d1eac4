"""Everybody who has to do with mentoring."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.make.mentoring import Mentors


@pytest.fixture
def mentors(db: Session) -> Mentors:
    """Two who could be paired, and everybody who might look on; committed."""
    return Mentors(db)

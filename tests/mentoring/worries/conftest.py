"""The people about whom and by whom worries are told."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.make.mentoring import Mentors


@pytest.fixture
def mentors(db: Session) -> Mentors:
    """Two who are paired, those who keep people safe, and everybody who might look on."""
    return Mentors(db)

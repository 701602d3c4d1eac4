"""The people of an opened log."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.make.shares import Leads


@pytest.fixture
def leads(db: Session) -> Leads:
    """An author, and those who may ask and answer."""
    return Leads(db)

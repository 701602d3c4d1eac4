"""A cohort, and going on as one of its people."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from tests.make.cohorts import make_cohort


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort with the address `riverside`."""
    made = make_cohort(db, slug="riverside", name="Riverside neighbours", phone="020 7946 0000")
    db.commit()
    return made

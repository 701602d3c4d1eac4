"""Cohorts whose sessions are planned."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from tests.make.cohorts import make_cohort
from tests.make.progress import make_edition, make_module


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort with the address `riverside`."""
    made = make_cohort(db, slug="riverside", name="Riverside neighbours", phone="020 7946 0000")
    db.commit()
    return made


@pytest.fixture
def course(db: Session) -> Cohort:
    """A cohort with the address `riverside`, on a course of three modules."""
    edition = make_edition(db)
    for number in (1, 2, 3):
        make_module(db, edition.id, number)
    made = make_cohort(db, slug="riverside", edition=edition)
    db.commit()
    return made

"""A cohort to run again."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.make.reruns import Old, make_old


@pytest.fixture
def old(db: Session) -> Old:
    """A cohort with the address `riverside` and three sessions at ten, over a clock change."""
    return make_old(db)

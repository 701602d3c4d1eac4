"""A cohort whose people offer words, on this test's own database."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session, sessionmaker

from tests.clock import StoppedClock
from tests.make.outputs import Scene, make_scene


@pytest.fixture
def scene(sessions: sessionmaker[Session], clock: StoppedClock) -> Scene:
    """A cohort with a facilitator."""
    return make_scene(sessions, clock)

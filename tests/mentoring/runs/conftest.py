"""People who are to be brought together."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session, sessionmaker

from tests.clock import StoppedClock
from tests.make.runs import Matchmaking


@pytest.fixture
def making(sessions: sessionmaker[Session], db: Session, clock: StoppedClock) -> Matchmaking:
    """Two coordinators, and whoever a test adds."""
    return Matchmaking(sessions, db, clock)

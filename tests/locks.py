"""Seeing that one transaction waits for what another holds."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session, sessionmaker

WAITING = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


def how_many_wait(sessions: sessionmaker[Session]) -> int:
    """How many transactions of this test's database wait for another one now.

    Each look is a transaction of its own, since one sees the same waiting all the time.
    """
    with sessions() as watch:
        return watch.scalar(WAITING) or 0

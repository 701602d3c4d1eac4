"""A connection that rests in the pool is never used when its server has gone."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from app.kit.db import connect
from app.settings import Settings


@pytest.fixture
def own(settings: Settings) -> Engine:
    return connect(settings.database_url or "")


def _serving(engine: Engine) -> int:
    """The number of the server process behind the next connection."""
    with engine.connect() as line:
        return int(line.scalar(text("SELECT pg_backend_pid()")))


def test_a_connection_that_the_server_ended_is_made_again(own: Engine, engine: Engine) -> None:
    before = _serving(own)
    with engine.begin() as other:
        other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": before})
    assert _serving(own) != before
    own.dispose()


def test_one_that_still_works_is_used_again(own: Engine) -> None:
    assert _serving(own) == _serving(own)
    own.dispose()


def test_after_a_long_rest_it_is_asked_and_used_again(settings: Settings) -> None:
    cautious = connect(settings.database_url or "", long_rest=0)
    assert _serving(cautious) == _serving(cautious)
    cautious.dispose()

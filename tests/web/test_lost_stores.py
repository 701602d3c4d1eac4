"""A lost database or Redis is a page that says so, and all is well when it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import migrate
from app.factory import create_app
from app.gateways.embedded.postgres import EmbeddedPostgres
from app.gateways.embedded.valkey import EmbeddedValkey
from app.kit.db import connect
from app.settings import Settings
from app.wiring import build
from tests.browser_like import csrf_token


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    """A server of this test's own, to lose; it keeps its data."""
    server = EmbeddedPostgres(tmp_path / "lost-postgres", durable=True)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[EmbeddedValkey]:
    """A server of this test's own, to lose."""
    server = EmbeddedValkey(tmp_path / "lost-valkey", durable=True)
    server.start()
    yield server
    server.stop()


def _client(settings: Settings) -> FlaskClient:
    app = create_app(build(settings))
    return app.test_client()


def test_a_lost_database_is_a_503_and_comes_back_without_a_restart(
    settings: Settings, postgres: EmbeddedPostgres
) -> None:
    engine = connect(postgres.url)
    migrate.upgrade(engine)
    engine.dispose()
    client = _client(replace(settings, database_url=postgres.url))
    assert client.get("/readyz").status_code == 200

    postgres.stop()
    assert client.get("/readyz").status_code == 503
    page = client.get("/outputs/")
    assert page.status_code == 503
    assert "safe" in page.get_data(as_text=True)
    assert page.headers["X-Request-ID"] in page.get_data(as_text=True)
    assert client.get("/healthz").status_code == 200

    postgres.start()
    assert client.get("/readyz").status_code == 200
    assert client.get("/outputs/").status_code == 200


def test_a_lost_redis_stops_only_what_needs_it(settings: Settings, valkey: EmbeddedValkey) -> None:
    client = _client(replace(settings, redis_url=valkey.url))
    fields = {"email": "nobody@learning.example", "csrf_token": csrf_token(client)}
    valkey.stop()
    assert client.get("/outputs/").status_code == 200
    assert client.get("/readyz").status_code == 503
    assert client.post("/sign-in", data=fields).status_code == 503

    valkey.start()
    assert client.get("/readyz").status_code == 200
    assert client.post("/sign-in", data=fields).status_code == 302

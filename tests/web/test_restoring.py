"""While everything is put back from a backup, pages say so and workers wait; then they go on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient

from app.backups.alone import alone, send_away
from app.kit.errors import BeingRestored
from app.wiring import Platform
from worker.celery_app import make_celery


@contextmanager
def _restoring(on: Platform) -> Iterator[None]:
    with alone(on.settings.database_url or "") as line:
        send_away(line)
        yield


def test_a_page_says_so_and_when_to_come_again(client: FlaskClient, platform: Platform) -> None:
    assert client.get("/outputs/").status_code == 200
    with _restoring(platform):
        answer = client.get("/outputs/")
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "30"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "putting everything back from a copy" in answer.text
        assert client.get("/readyz").status_code == 503
        # Whoever looks after processes must not start this one again because of it.
        assert client.get("/healthz").status_code == 200
    assert client.get("/outputs/").status_code == 200


def test_a_worker_leaves_its_work_for_the_next_tick(platform: Platform) -> None:
    task = make_celery(platform).tasks["plan_reminders"]
    with _restoring(platform):
        task()
        with pytest.raises(BeingRestored), platform.transaction() as db:
            db.connection()
    task()
    with platform.transaction() as db:
        assert db.connection() is not None

"""The schedule lives through a lost Valkey and a lost lock, such as after a laptop's sleep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from redbeat.schedulers import acquire_distributed_beat_lock

from app.gateways.embedded.valkey import EmbeddedValkey
from app.gateways.redis import connect_redis
from app.settings import Settings
from app.wiring import build
from worker.celery_app import make_celery
from worker.lasting import LastingScheduler
from worker.schedule import TICKS

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[EmbeddedValkey]:
    """A server of this test's own, to lose."""
    server = EmbeddedValkey(tmp_path / "lost-valkey", durable=True)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def on_valkey(settings: Settings, valkey: EmbeddedValkey) -> Settings:
    """Settings with that server."""
    return replace(settings, redis_url=valkey.url)


def make_schedule(settings: Settings) -> LastingScheduler:
    """A schedule that has not taken the lock."""
    return LastingScheduler(make_celery(build(settings)))


def take(schedule: LastingScheduler) -> None:
    """Take the lock as the schedule does when it starts."""
    acquire_distributed_beat_lock(SimpleNamespace(scheduler=schedule))


def rung(valkey: EmbeddedValkey) -> int:
    """How many tasks wait for a worker."""
    return int(str(connect_redis(valkey.url).llen("celery")))


def make_due(schedule: LastingScheduler) -> None:
    """Let everything be due, as if it had last been rung for long ago."""
    for tick in TICKS:
        key = schedule.Entry.generate_key(schedule.app, tick.task)
        schedule.Entry.from_key(key, app=schedule.app).reschedule(LONG_AGO)


def lose_lock(schedule: LastingScheduler, valkey: EmbeddedValkey) -> None:
    """Let the lock run out, as when the schedule was asleep for longer than it lasts."""
    assert connect_redis(valkey.url).delete(schedule.lock_key) == 1


def test_a_schedule_that_slept_past_its_lock_takes_it_again(
    on_valkey: Settings, valkey: EmbeddedValkey
) -> None:
    schedule = make_schedule(on_valkey)
    take(schedule)
    lose_lock(schedule, valkey)
    assert schedule.tick() > 0
    assert schedule.lock.owned()
    make_due(schedule)
    schedule.tick()
    assert rung(valkey) == len(TICKS)


def test_a_schedule_that_lost_its_lock_to_another_waits_for_its_turn(
    on_valkey: Settings, valkey: EmbeddedValkey
) -> None:
    first, second = make_schedule(on_valkey), make_schedule(on_valkey)
    take(first)
    lose_lock(first, valkey)
    take(second)
    make_due(second)
    for _ in range(2):
        assert first.tick() > 0
    assert rung(valkey) == 0
    assert second.lock.owned()
    second.close()
    first.tick()
    assert first.lock.owned()


def test_a_schedule_outlives_a_lost_valkey(on_valkey: Settings, valkey: EmbeddedValkey) -> None:
    schedule = make_schedule(on_valkey)
    take(schedule)
    valkey.stop()
    assert schedule.tick() > 0
    valkey.start()
    schedule.tick()
    assert schedule.lock.owned()
    make_due(schedule)
    schedule.tick()
    assert rung(valkey) == len(TICKS)


def test_a_schedule_goes_on_after_everything_in_valkey_was_lost(
    on_valkey: Settings, valkey: EmbeddedValkey
) -> None:
    schedule = make_schedule(on_valkey)
    take(schedule)
    schedule.tick()
    connect_redis(valkey.url).flushall()
    assert schedule.tick() > 0
    make_due(schedule)
    schedule.tick()
    assert rung(valkey) == len(TICKS)

"""Letters while everything around them breaks: none is lost, and none goes with another name.

Real worker processes, a real schedule, real stores and a real mail server. The counts are printed.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from redis import Redis
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.models import Cohort
from app.gateways.bell import CeleryBell
from app.gateways.embedded.postgres import EmbeddedPostgres
from app.gateways.embedded.valkey import EmbeddedValkey
from app.gateways.redis import connect_redis
from app.gatherings.actions.change import SessionChange, change_session
from app.gatherings.actions.plan import SessionPlan
from app.gatherings.models import Gathering
from app.kit.clock import SystemClock
from app.kit.db import connect, session_maker
from app.kit.times import in_zone
from app.migrate import upgrade
from app.post.models import Letter
from app.settings import Settings
from tests.faults.crew import Crew, crew_of, kill_a_child, make_reminded, tally, wait_until_sent
from tests.launch.waiting import until
from tests.mail_server import MailServer, mail_server
from tests.make.cohorts import make_facilitator

LETTERS = 2_000
KILLS = 30
# After every fifth kill nobody rings but the schedule; after the others somebody does at once, as
# pages do, and children that have just begun reach for the same letters.
BY_SCHEDULE = 5
FEW = 150
# The queue is empty this soon after any kill.
DRAINED = 60.0


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A mail server that takes its time, so that something can happen meanwhile."""
    with mail_server() as running:
        running.slowness = 0.01
        yield running


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[EmbeddedValkey]:
    """A Valkey of this test's own, to harm."""
    with EmbeddedValkey(tmp_path / "own-valkey", durable=True) as own:
        yield own


@pytest.fixture
def own(settings: Settings, valkey: EmbeddedValkey) -> Settings:
    """Settings with that Valkey."""
    return replace(settings, redis_url=valkey.url)


@pytest.fixture
def crew(own: Settings, server: MailServer) -> Iterator[Crew]:
    """A crew with nobody in it yet."""
    with crew_of(own, server) as people:
        yield people


def say(what: str, counts: object) -> None:
    """Print what a fault came to."""
    sys.stdout.write(f"\n{what}: {counts}\n")


@pytest.mark.timeout(300)
def test_thirty_kills_lose_nothing_and_double_nothing_but_what_was_in_the_air(
    db: Session, sessions: sessionmaker[Session], crew: Crew, own: Settings, server: MailServer
) -> None:
    chance = random.Random(KILLS)
    bell = CeleryBell(own.redis_url or "")
    gathering = make_reminded(db, LETTERS, now=SystemClock().now())
    crew.start_schedule()
    worker = crew.start_worker()
    for number in range(KILLS):
        wanted = min(len(server.arrivals) + chance.randint(1, 60), LETTERS - 1)
        until(
            lambda wanted=wanted: len(server.arrivals) >= wanted,  # type: ignore[misc]
            "letters go on leaving after a kill",
            DRAINED,
        )
        until(lambda: kill_a_child(worker, chance.randrange(2)), "there is a child to kill")
        if number % BY_SCHEDULE:
            bell.ring("send_letters")
    wait_until_sent(sessions, gathering, DRAINED)
    counts = tally(sessions, gathering, server)
    say(f"{KILLS} kills", counts)
    assert counts.states == {"sent": LETTERS}
    assert counts.sent_again <= KILLS
    assert counts.doubts <= KILLS


def test_a_valkey_that_is_emptied_and_started_again_loses_no_letter(
    db: Session,
    sessions: sessionmaker[Session],
    crew: Crew,
    server: MailServer,
    valkey: EmbeddedValkey,
) -> None:
    gathering = make_reminded(db, FEW, now=SystemClock().now())
    crew.start_schedule()
    crew.start_worker()
    server.wait_for(10)
    queue: Redis = connect_redis(valkey.url)
    queue.flushall()
    valkey.stop()
    valkey.start()
    wait_until_sent(sessions, gathering, DRAINED)
    counts = tally(sessions, gathering, server)
    # The schedule rings on, and the worker listens again.
    later = make_reminded(db, 5, now=SystemClock().now())
    wait_until_sent(sessions, later, DRAINED)
    say("Valkey flushed and started again", counts)
    assert counts.states == {"sent": FEW}
    assert (counts.doubts, counts.sent_again) == (0, 0)


def test_two_schedules_and_two_workers_send_each_letter_once(
    db: Session,
    sessions: sessionmaker[Session],
    crew: Crew,
    own: Settings,
    server: MailServer,
) -> None:
    server.slowness = 0.03
    gathering = make_reminded(db, FEW, now=SystemClock().now())
    for _ in range(2):
        crew.start_schedule()
        crew.start_worker()
    # All four children are rung for at once, and reach for the same letters.
    bell = CeleryBell(own.redis_url or "")
    for _ in range(12):
        bell.ring("send_letters")
    wait_until_sent(sessions, gathering, DRAINED)
    counts = tally(sessions, gathering, server)
    say("Two schedules and two workers", counts)
    assert counts.states == {"sent": FEW}
    assert (counts.doubts, counts.sent_again) == (0, 0)


def test_a_session_that_moves_while_its_reminders_leave_tells_nobody_the_old_time_any_more(
    db: Session, sessions: sessionmaker[Session], crew: Crew, server: MailServer
) -> None:
    gathering = make_reminded(db, FEW, now=SystemClock().now())
    crew.start_schedule()
    crew.start_worker()
    server.wait_for(FEW // 5)
    move_by_two_hours(db, gathering)
    wait_until_sent(sessions, gathering, DRAINED)
    with sessions() as after:
        letters = after.scalars(select(Letter).where(Letter.about_id == gathering)).all()
    old = Counter(one.state for one in letters if one.occurrence == "hour_before")
    told = Counter((one.kind, one.occurrence, one.state) for one in letters)
    say("Moved while reminders left", dict(told))
    assert old["sent"] + old["lapsed"] == FEW
    assert old["lapsed"] > 0
    came = Counter(arrival.message_id for arrival in server.arrivals)
    assert set(came.values()) == {1}
    assert {one.message_id for one in letters if one.state == "sent"} <= set(came)
    assert sum(one.kind == "moved" and one.state == "sent" for one in letters) == FEW


def test_each_reminder_is_looked_at_again_when_its_turn_comes(
    db: Session, sessions: sessionmaker[Session], crew: Crew, server: MailServer
) -> None:
    gathering = make_reminded(db, LETTERS // 4, now=SystemClock().now())
    crew.start_schedule()
    crew.start_worker()
    server.wait_for(FEW // 5)
    # As from a road on which nobody tells the post: what is claimed already may still go.
    db.execute(update(Gathering).where(Gathering.id == gathering).values(state="cancelled"))
    db.commit()
    wait_until_sent(sessions, gathering, DRAINED)
    counts = tally(sessions, gathering, server)
    say("Called off behind the post's back", counts)
    assert set(counts.states) == {"sent", "lapsed"}
    assert counts.states["lapsed"] > LETTERS // 8


def move_by_two_hours(db: Session, gathering_id: UUID) -> None:
    """What a facilitator does on the page of a session."""
    gathering = db.get_one(Gathering, gathering_id)
    cohort = db.get_one(Cohort, gathering.cohort_id)
    start = in_zone(gathering.starts_at, cohort.time_zone) + timedelta(hours=2)
    plan = SessionPlan(
        title=gathering.title,
        day=start.date(),
        clock=start.time().replace(tzinfo=None),
        minutes=60,
        how=gathering.how,
        link=gathering.link,
    )
    change_session(
        db,
        make_facilitator(db, cohort),
        SessionChange(plan, seen=gathering.sequence),
        gathering_id=gathering_id,
        cohort=cohort,
        now=SystemClock().now(),
    )
    db.commit()


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    """A database server of this test's own, to harm; it writes to disk before it says yes."""
    with EmbeddedPostgres(tmp_path / "own-postgres", durable=True) as own_server:
        yield own_server


@pytest.mark.timeout(180)
def test_a_database_that_is_started_again_loses_no_letter(
    own: Settings, server: MailServer, postgres: EmbeddedPostgres
) -> None:
    settings = replace(own, database_url=postgres.create_database("attacked"))
    engine = connect(settings.database_url or "")
    upgrade(engine)
    sessions = session_maker(engine)
    with sessions() as db:
        gathering = make_reminded(db, FEW, now=SystemClock().now())
    with crew_of(settings, server) as crew:
        crew.start_schedule()
        crew.start_worker()
        for wanted in (20, 60):
            server.wait_for(wanted)
            postgres.stop()
            postgres.start()
        wait_until_sent(sessions, gathering, 2 * DRAINED)
    counts = tally(sessions, gathering, server)
    say("PostgreSQL started again twice", counts)
    engine.dispose()
    assert counts.states == {"sent": FEW}
    assert counts.sent_again <= 2 * 2

"""A worker killed with -9 while it sends: no letter is lost, and none goes with other words."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from app.kit.clock import SystemClock
from app.post.queries import LetterFact, counts_by_state, doubtful_letters
from tests.beginning import Begun
from tests.faults import sender
from tests.mail_server import OK, Arrival, MailServer, mail_server
from tests.make.post import make_letters

if TYPE_CHECKING:
    from app.wiring import Platform

LETTERS = 120
KILLS = 6
# One lease, and a second.
AHEAD = 31
LIMIT = 60.0


class Worker:
    """A real process that sends what is due."""

    def __init__(self, database: str, mail: str, *, ahead: float) -> None:
        self._process = Begun(sender.main, database, mail, str(ahead))

    def kill(self) -> None:
        """End it as a power cut does."""
        self._process.kill()
        self._process.wait(LIMIT)

    def finish(self) -> int:
        """Wait until it has sent everything; its exit code."""
        return self._process.wait(LIMIT)


@contextmanager
def worker(platform: Platform, server: MailServer, *, ahead: float) -> Iterator[Worker]:
    """A worker that is not left behind, whatever the test finds."""
    database = platform.engine.url.render_as_string(hide_password=False)
    running = Worker(database, server.url, ahead=ahead)
    try:
        yield running
    finally:
        running.kill()


@pytest.mark.timeout(240)
def test_workers_killed_while_sending_lose_and_change_nothing(
    db: Session, platform: Platform
) -> None:
    chance = random.Random(KILLS)
    people = make_letters(db, LETTERS, due_at=SystemClock().now())
    with mail_server() as server:
        server.slowness = 0.01
        for kill in range(KILLS):
            _kill_one(platform, server, chance, ahead=kill * AHEAD)
        server.to_letter = lambda _: OK
        with worker(platform, server, ahead=KILLS * AHEAD) as last:
            assert last.finish() == 0
        arrived = server.by_address()
    assert set(arrived) == {person.email for person in people}
    again = {to: came for to, came in arrived.items() if len(came) > 1}
    for came in again.values():
        assert len({(arrival.message_id, arrival.data) for arrival in came}) == 1
    resent = sum(len(came) - 1 for came in again.values())
    doubtful = doubtful_letters(db)
    counts = counts_by_state(db)
    sys.stdout.write(f"{KILLS} kills, {resent} resent, {len(doubtful)} in doubt, {counts}\n")
    assert counts == {"sent": LETTERS}
    assert 0 < resent <= KILLS
    assert set(again) <= {person.email for person in people if _is_in(person.id, doubtful)}
    assert sum(fact.doubts for fact in doubtful) <= KILLS


def _kill_one(
    platform: Platform, server: MailServer, chance: random.Random, *, ahead: float
) -> None:
    """Kill a worker after some more letters: with one in the server's hands, or anywhere."""
    before = len(server.arrivals)
    some = before + chance.randint(1, LETTERS // KILLS - 5)
    held = chance.random() < 0.5

    def hold(arrival: Arrival) -> str:
        return "hold" if held and arrival.number == some else OK

    server.to_letter = hold
    with worker(platform, server, ahead=ahead) as running:
        server.wait_for(some)
        running.kill()


def _is_in(person_id: object, facts: list[LetterFact]) -> bool:
    return any(fact.person_id == person_id for fact in facts)

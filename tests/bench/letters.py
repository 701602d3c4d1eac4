"""What a letter costs: the product's outbox against a bare loop, two processes each."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import psycopg

from tests.bench.crowd import SENTENCE, plan_again
from tests.bench.processes import cpu_seconds, memory_mb
from tests.bench.servers import Stores

PROCESSES = 2
BARE_FILL = """
INSERT INTO bare_letter (to_address, subject, body, state)
SELECT 'person' || number || '@bare.example', 'A session is near', %s, 'due'
FROM generate_series(1, %s) AS number
"""
BARE_BODY = f"Hello,\r\n\r\n{SENTENCE}\r\n" + "A line about when it is and how to join.\r\n" * 16


@dataclass
class Side:
    """One way of sending: its processes, how its letters are made due, and what was measured."""

    name: str
    teams: Sequence[subprocess.Popen[str]]
    fill: Callable[[], None]
    rates: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


class WrongLettersError(Exception):
    """Not each person got one letter, so measuring it would mean nothing."""


class Post:
    """The mail server that takes all letters, in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.port = int(_said(process))

    def forget(self) -> None:
        """Count from here on."""
        _told(self._process)

    def check(self, letters: int) -> None:
        """See that so many came, one to a person, each saying what it must.

        Raises: WrongLettersError.
        """
        came, people, wrong = map(int, _told(self._process).split())
        if (came, people, wrong) != (letters, letters, 0):
            message = f"{came} letters to {people} people and {wrong} that say something else"
            raise WrongLettersError(message)


@contextmanager
def post() -> Iterator[Post]:
    """A mail server for as long as it is needed."""
    with _running("tests.bench.sink", SENTENCE) as process:
        yield Post(process)


def send_in_rounds(
    on: Stores, server: Post, environ: dict[str, str], letters: int, rounds: int
) -> tuple[Side, Side]:
    """The product and the bare loop, in shuffled rounds of `letters` each."""
    with ExitStack() as stack:
        sides = (
            Side(
                "product",
                [stack.enter_context(_sender(environ, "product")) for _ in range(PROCESSES)],
                lambda: plan_again(on.database_url, letters),
            ),
            Side(
                "bare",
                [
                    stack.enter_context(_sender({}, "bare", on.bare_url, str(server.port)))
                    for _ in range(PROCESSES)
                ],
                lambda: _fill_bare(on.bare_url, letters),
            ),
        )
        server.forget()
        for side in sides:
            _send(side, on, server, letters)
            side.rates.clear()
            side.cpu_ms.clear()
        for _ in range(rounds):
            for side in random.sample(sides, len(sides)):
                _send(side, on, server, letters)
    return sides


def _send(side: Side, on: Stores, server: Post, letters: int) -> None:
    side.fill()
    roots = [*(team.pid for team in side.teams), *on.pids]
    cpu, begun = cpu_seconds(roots), time.perf_counter()
    for team in side.teams:
        _order(team)
    sent = sum(int(_said(team)) for team in side.teams)
    side.rates.append(sent / (time.perf_counter() - begun))
    side.cpu_ms.append((cpu_seconds(roots) - cpu) * 1000 / letters)
    side.memory.append(sum(memory_mb(team.pid) for team in side.teams))
    server.check(letters)


def _fill_bare(url: str, letters: int) -> None:
    with psycopg.connect(url.replace("+psycopg", "")) as db:
        db.execute("TRUNCATE bare_letter")
        db.execute(BARE_FILL, [BARE_BODY, letters])


@contextmanager
def _sender(environ: dict[str, str], *args: str) -> Iterator[subprocess.Popen[str]]:
    with _running("tests.bench.senders", *args, environ=environ) as process:
        if _said(process) != "ready":
            message = "a sender did not start"
            raise WrongLettersError(message)
        yield process


@contextmanager
def _running(
    module: str, *args: str, environ: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", module, *args],
        env={"PATH": "/usr/bin:/bin", **(environ or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            if process.stdin:
                process.stdin.close()
            process.wait(20)


def _order(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def _said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _told(process: subprocess.Popen[str]) -> str:
    _order(process)
    return _said(process)

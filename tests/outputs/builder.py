"""What a worker of its own does, with a database, a folder and a place.

It stops at one place, for the test to kill it there: at `print` its press, and at a number its
clock, say so by a file named `here` in the folder and wait for one named `go`.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.kit.db import connect, session_maker
from app.kit.document import Document
from app.outputs.actions.build import build_next
from tests.clock import StoppedClock
from tests.launch.waiting import until
from tests.make.outputs import PlainPress

LIMIT = 60.0
PRINTING = "print"


class Gate:
    """A place where work stops until a file appears."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def wait(self) -> None:
        """Say that we are here, and stay."""
        (self._folder / "here").touch()
        until((self._folder / "go").exists, "the test to say go", LIMIT)


class WaitingPress(PlainPress):
    """A press that stops before it prints."""

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self._gate = gate

    def pdf(self, document: Document) -> bytes:
        """Wait at the gate, and print."""
        self._gate.wait()
        return super().pdf(document)


class WaitingClock(StoppedClock):
    """A clock that stops its reader at one look, counted from 1."""

    def __init__(self, gate: Gate, look: int) -> None:
        super().__init__()
        self._gate = gate
        self._looks_left = look

    def now(self) -> datetime:
        """The moment; at the one look, only after the gate."""
        self._looks_left -= 1
        if self._looks_left == 0:
            self._gate.wait()
        return super().now()


def main(database: str, folder: str, where: str) -> None:
    """Build one thing, and stop where we are told to."""
    gate = Gate(Path(folder))
    press = WaitingPress(gate) if where == PRINTING else PlainPress()
    clock = StoppedClock() if where == PRINTING else WaitingClock(gate, int(where))
    build_next(session_maker(connect(database)), press, clock=clock)

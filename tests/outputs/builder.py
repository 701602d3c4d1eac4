"""What a worker of its own does, with a database, a folder and a place.

It stops at one place, for the test to kill it there: at a kind of file its press, and at a number
its clock, say so by a file named `here` in the folder and wait for one named `go`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from app.gateways.ports.press import CARD, DOCX, PDF, XLSX, MadeFile
from app.kit.db import connect, session_maker
from app.kit.document import Document
from app.kit.prints import NO_PRINTS, Print
from app.outputs.actions.build import build_next
from tests.clock import StoppedClock
from tests.launch.waiting import until
from tests.make.press import PlainPress

LIMIT = 60.0
FILES = (PDF, DOCX, XLSX, CARD)


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

    def __init__(self, gate: Gate, at: str) -> None:
        super().__init__()
        self._gate, self._at = gate, at

    def make(
        self, document: Document, file_format: str, prints: Mapping[str, Print] = NO_PRINTS
    ) -> MadeFile:
        """Wait at the gate, and make the file."""
        if file_format == self._at:
            self._gate.wait()
        return super().make(document, file_format, prints)


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
    is_file = where in FILES
    press = WaitingPress(gate, where) if is_file else PlainPress()
    clock = StoppedClock() if is_file else WaitingClock(gate, int(where))
    build_next(session_maker(connect(database)), press, clock=clock)

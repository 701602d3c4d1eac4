"""What a worker of its own does: it works out one run, and stops at one look at its clock."""

from __future__ import annotations

from pathlib import Path

from app.kit.db import connect, session_maker
from app.mentoring.actions.matching import match_next
from tests.outputs.builder import Gate, WaitingClock


def main(database: str, folder: str, look: str) -> None:
    """Work out one run, and wait where we are told to."""
    clock = WaitingClock(Gate(Path(folder)), int(look))
    match_next(session_maker(connect(database)), clock=clock)

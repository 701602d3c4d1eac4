"""A worker of its own that sends what is due and ends.

`main` takes the address of the database, that of the mail server, and the seconds that its clock
is ahead, so that a test need not wait for a lease to run out.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from app.gateways.mail import carrier_for
from app.kit.clock import SystemClock
from app.kit.db import connect, session_maker
from app.kit.links import LinkSigner
from app.post.actions.send import send_due
from app.post.office import Office
from app.tables import METADATA
from tests.make.post import NoteKind


class ClockAhead:
    """Tells a time to come."""

    def __init__(self, seconds: float) -> None:
        self._by = timedelta(seconds=seconds)
        self._clock = SystemClock()

    def now(self) -> datetime:
        """The present moment, and a little."""
        return self._clock.now() + self._by


def main(database: str, mail: str, ahead: str) -> None:
    """Send until nothing is due."""
    assert "letter" in METADATA.tables
    sessions = session_maker(connect(database))
    carrier = carrier_for(mail, "Learning <post@learning.example>")
    while send_due(
        sessions,
        Office(
            {"email": carrier},
            {"note": NoteKind()},
            LinkSigner("a secret that only tests use"),
            "http://learning.example",
        ),
        clock=ClockAhead(float(ahead)),
    ).handled:
        pass

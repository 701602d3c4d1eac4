"""A mail server and a post office for tests of the outbox."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from app.gateways.mail import carrier_for
from app.gateways.ports.carrier import Carrier
from app.post.actions.send import SendReport, send_due
from app.post.kinds import LetterKind
from app.post.office import Office
from tests.clock import StoppedClock
from tests.mail_server import MailServer, mail_server
from tests.make.desks import SITE
from tests.make.post import BrokenKind, KeyKind, NoteKind

if TYPE_CHECKING:
    from app.wiring import Platform


@dataclass
class PostOffice:
    """Sends what is due, over a real connection unless told otherwise."""

    platform: Platform
    carrier: Carrier
    kinds: Mapping[str, LetterKind]
    clock: StoppedClock

    def send(self, carrier: Carrier | None = None, *, batch: int = 50) -> SendReport:
        """One visit to the outbox."""
        return send_due(
            self.platform.sessions,
            self.office(carrier),
            clock=self.clock,
            batch=batch,
        )

    def send_with(self, office: Office) -> SendReport:
        """One visit to the outbox of another office."""
        return send_due(self.platform.sessions, office, clock=self.clock)

    def office(self, carrier: Carrier | None = None) -> Office:
        """What it takes to send, with a carrier of e-mail."""
        carriers = {"email": carrier or self.carrier}
        return Office(carriers, self.kinds, self.platform.links, SITE)


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A real mail server."""
    with mail_server() as running:
        yield running


@pytest.fixture
def office(platform: Platform, clock: StoppedClock, server: MailServer) -> PostOffice:
    """The post, with kinds of letters that only tests know."""
    kinds = {kind.name: kind for kind in (NoteKind(), KeyKind())}
    broken = BrokenKind()
    carrier = carrier_for(server.url, "Learning <post@learning.example>")
    return PostOffice(platform, carrier, {**kinds, "broken": broken}, clock)

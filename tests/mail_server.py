"""A real mail server for tests, which can be told to be difficult."""

from __future__ import annotations

import asyncio
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.flowed import unflowed

# What to say to a letter: an answer line, "drop" (keep it, then hang up without a word), "lose"
# (hang up without keeping it) or "hold" (keep it, and never answer).
Answer = Callable[["Arrival"], str]

OK = "250 OK"
LIMIT = 30.0


@dataclass(frozen=True)
class Arrival:
    """One letter as it came over the wire."""

    number: int
    to: str
    data: bytes

    @property
    def message(self) -> EmailMessage:
        """The letter, read."""
        return message_from_bytes(self.data, policy=policy.default)

    @property
    def message_id(self) -> str:
        """Its Message-ID."""
        return str(self.message["Message-ID"])

    @property
    def text(self) -> str:
        """Its text as a phone shows it, with plain line ends."""
        return unflowed(str(self.message.get_content()))


class MailServer:
    """Listens on a free port of this machine, and keeps what arrives."""

    def __init__(self, password: str | None = None) -> None:
        self._password = password
        self.arrivals: list[Arrival] = []
        self.connections = 0
        self.to_sender: Callable[[str], str] = lambda _: OK
        self.to_address: Callable[[str], str] = lambda _: OK
        self.to_letter: Answer = lambda _: OK
        # Seconds that it takes to think about each letter.
        self.slowness = 0.0
        self.port = 0
        self._changed = threading.Condition()
        self._loop = asyncio.new_event_loop()

    @property
    def url(self) -> str:
        """Its address for `DLP_MAIL_URL`."""
        return f"smtp://127.0.0.1:{self.port}"

    def by_address(self) -> dict[str, list[Arrival]]:
        """What each address got, in order."""
        found: dict[str, list[Arrival]] = defaultdict(list)
        for arrival in list(self.arrivals):
            found[arrival.to].append(arrival)
        return found

    def wait_for(self, number: int) -> None:
        """Wait until that many letters have come in all."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self.arrivals) >= number, LIMIT):
                message = f"{len(self.arrivals)} letters came, {number} were expected"
                raise TimeoutError(message)

    # What aiosmtpd calls; the names are its own.

    async def handle_MAIL(  # noqa: N802
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Somebody wants to send."""
        envelope.mail_from = address
        return self.to_sender(address)

    async def handle_RCPT(  # noqa: N802
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Somebody is to get a letter."""
        answer = self.to_address(address)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """A letter came."""
        data = cast("bytes", envelope.content)
        arrival = Arrival(len(self.arrivals) + 1, envelope.rcpt_tos[0], data)
        answer = self.to_letter(arrival)
        if answer.startswith("2") or answer in {"drop", "hold"}:
            with self._changed:
                self.arrivals.append(arrival)
                self._changed.notify_all()
        await asyncio.sleep(self.slowness)
        if answer in {"drop", "lose"}:
            cast("asyncio.Transport", server.transport).abort()
            return OK
        if answer == "hold":
            await asyncio.Event().wait()
        return answer

    def run(self, started: threading.Event) -> None:
        """Serve until told to stop."""
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            self._loop.create_server(self._greet, "127.0.0.1", 0)
        )
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    def stop(self) -> None:
        """Stop serving."""
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _greet(self) -> SMTP:
        self.connections += 1
        return SMTP(
            self,
            hostname="mail.learning.example",
            loop=self._loop,
            authenticator=self._knows if self._password else None,
            auth_require_tls=False,
        )

    def _knows(self, *asked: object) -> AuthResult:
        given = asked[-1]
        right = isinstance(given, LoginPassword) and given.password.decode() == self._password
        return AuthResult(success=right, handled=False)


@contextmanager
def mail_server(password: str | None = None) -> Iterator[MailServer]:
    """A mail server for the length of a `with` block."""
    server = MailServer(password)
    started = threading.Event()
    thread = threading.Thread(target=server.run, args=[started], daemon=True)
    thread.start()
    started.wait(LIMIT)
    try:
        yield server
    finally:
        server.stop()
        thread.join(LIMIT)

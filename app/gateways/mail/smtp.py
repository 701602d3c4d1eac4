"""Letters by SMTP: one connection for a round, errors by consequence."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import NoReturn

from app.gateways.mail.smtp_server import SmtpServer, reach, secure
from app.gateways.mail.writing import Writer, wire_address
from app.gateways.ports.carrier import InDoubt, Message, NeverAgain, NotNow, TryAgain

# Seconds for one answer of the server, and for a whole letter (servers that look for bad mail take
# long over the text); the second stays below the time after which a worker is taken to be dead.
ANSWER = 10.0
LETTER = 25.0

OK = range(200, 300)
GO_ON = 354
NEVER = range(500, 600)
CLOSING = 421
SIGN_IN_FIRST = 530

SILENT = "The mail server did not answer."
SILENT_IN_LETTER = "The mail server fell silent while it had this letter, so it may have gone."
BUSY = "The mail server takes no letters at present."
NO_SENDER = "The mail server does not let us send."
LATER = "The mail server asked us to try this letter again later."
NO_ENTRY = "The mail server did not accept our name and password."
NO_TRUST = "The mail server could not prove who it is, so we sent it nothing."
NOT_OFFERED = (
    "The mail server does not offer the secure connection or the sign-in we were told to use."
)
NOBODY = "The mail server says that this address does not take e-mail. Please check it."
UNWANTED = "The mail server refused this letter."

_dots = re.compile(rb"(?m)^\.")


class SmtpCarrier:
    """Takes letters to one mail server."""

    def __init__(self, server: SmtpServer, writer: Writer) -> None:
        self._server = server
        self._writer = writer

    @contextmanager
    def round(self) -> Iterator[SmtpRound]:
        """Connect, and say goodbye at the end.

        Raises: NotNow.
        """
        journey = SmtpRound(self._server, self._writer)
        journey.connect()
        try:
            yield journey
        finally:
            journey.close()

    def check(self) -> None:
        """Connect and sign in.

        Raises: NotNow.
        """
        with self.round():
            pass


class SmtpRound:
    """One connection; a lost one is made again for the next letter."""

    def __init__(self, server: SmtpServer, writer: Writer) -> None:
        self._server = server
        self._writer = writer
        self._smtp: smtplib.SMTP | None = None
        self._deadline = 0.0

    def connect(self) -> None:
        """Reach the server.

        Raises: NotNow.
        """
        smtp: smtplib.SMTP | None = None
        # Ours to give: asking the network for this machine's name can take long.
        own_name = self._writer.address.rpartition("@")[2]
        try:
            smtp = reach(self._server, own_name, timeout=ANSWER)
            secure(smtp, self._server)
        except smtplib.SMTPAuthenticationError:
            reason = NO_ENTRY
        except smtplib.SMTPNotSupportedError:
            reason = NOT_OFFERED
        except ssl.SSLError:
            reason = NO_TRUST
        except (OSError, smtplib.SMTPException):
            reason = SILENT
        else:
            self._smtp = smtp
            return
        if smtp is not None:
            smtp.close()
        raise NotNow(reason)

    def close(self) -> None:
        """Say goodbye; a server that does not hear it is no matter."""
        if self._smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
            self._smtp = None

    def send(self, message: Message) -> None:
        """Hand over one letter.

        Raises: TryAgain, InDoubt, NotNow, NeverAgain.
        """
        to = wire_address(message.to_address)
        data = _dots.sub(b"..", self._writer.write(message, to=to)) + b".\r\n"
        self._deadline = monotonic() + LETTER
        fresh = self._smtp is None
        if fresh:
            self.connect()
        try:
            self._offer(to)
        except _Lost:
            # A server may hang up between two letters; nothing of this one has gone yet.
            if fresh:
                raise NotNow(SILENT) from None
            self.connect()
            self._offer_again(to)
        self._deliver(data)

    def _offer_again(self, to: str) -> None:
        try:
            self._offer(to)
        except _Lost:
            raise NotNow(SILENT) from None

    def _offer(self, to: str) -> None:
        """Everything before the text: until here nothing has gone."""
        code = self._ask(f"MAIL FROM:<{self._writer.address}>")
        if code not in OK:
            self._forget()
            raise NotNow(NO_SENDER if code in NEVER else BUSY)
        code = self._ask(f"RCPT TO:<{to}>")
        if code not in OK:
            self._refuse(code, NOBODY)
        code = self._ask("DATA")
        if code != GO_ON:
            self._refuse(code, UNWANTED)

    def _refuse(self, code: int, reason: str) -> NoReturn:
        self._forget()
        if code == SIGN_IN_FIRST:
            raise NotNow(NO_SENDER)
        raise NeverAgain(reason) if code in NEVER else TryAgain(LATER)

    def _deliver(self, data: bytes) -> None:
        """The text; from here on only the server's answer tells whether it has gone."""
        smtp = self._open()
        try:
            self._hurry(smtp, LETTER)
            smtp.send(data)
            self._hurry(smtp, LETTER)
            code = smtp.getreply()[0]
        except (OSError, smtplib.SMTPException):
            self._drop()
            raise InDoubt(SILENT_IN_LETTER) from None
        if code == CLOSING:
            self._drop()
        if code not in OK:
            raise NeverAgain(UNWANTED) if code in NEVER else TryAgain(LATER)

    def _ask(self, line: str) -> int:
        smtp = self._open()
        try:
            self._hurry(smtp)
            code = smtp.docmd(line)[0]
        except (OSError, smtplib.SMTPException):
            code = -1
        if code in {-1, CLOSING}:
            self._drop()
            raise _Lost
        return code

    def _forget(self) -> None:
        """Let the server forget a letter that did not go."""
        with suppress(_Lost):
            self._ask("RSET")

    def _hurry(self, smtp: smtplib.SMTP, most: float = ANSWER) -> None:
        left = self._deadline - monotonic()
        if left <= 0 or smtp.sock is None:
            raise TimeoutError
        smtp.sock.settimeout(min(most, left))

    def _open(self) -> smtplib.SMTP:
        if self._smtp is None:
            raise _Lost
        return self._smtp

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


class _Lost(Exception):  # noqa: N818 - never leaves this file
    """The connection went before anything of the letter had gone."""

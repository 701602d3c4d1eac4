"""The carrier that takes letters to people, and its errors by consequence."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Message:
    """One letter ready to go; its id, date and text stay the same when it is sent again."""

    message_id: str
    written_at: datetime
    to_name: str
    to_address: str
    subject: str
    body: str
    # An iCalendar object for calendar programs.
    calendar: str | None = None
    # Where one click ends letters of this kind; none for letters that are always sent.
    stop_address: str | None = None
    # It was in doubt before: a carrier that can be asked whether it has it is asked first.
    is_again: bool = False
    # The language of its text (ISO 639-1).
    language: str = "en"


class TryAgain(Exception):  # noqa: N818 - named by consequence
    """The carrier could not take the letter now; a later try may work."""


class InDoubt(TryAgain):
    """The carrier fell silent with the letter in its hands: it may have gone, or not."""


class NotNow(TryAgain):
    """The carrier takes no letter of anybody's at present; the rest need not be tried."""


class NeverAgain(Exception):  # noqa: N818 - named by consequence
    """The carrier refused this letter for good, such as an address that does not exist."""


class Round(Protocol):
    """One journey of the carrier with many letters (for SMTP: one connection)."""

    def send(self, message: Message) -> str | None:
        """Hand over one letter, within 25 seconds; after an error the next may still be sent.

        Returns the carrier's own name for it, if it has one.
        Raises: TryAgain (InDoubt, NotNow) or NeverAgain; the message is a plain reason.
        """
        ...


class Carrier(Protocol):
    """Takes letters to people over one channel."""

    def round(self) -> AbstractContextManager[Round]:
        """Set out with letters; NotNow when the carrier cannot be reached at all."""
        ...

    def check(self) -> None:
        """See whether the carrier can be reached.

        Raises: NotNow.
        """
        ...

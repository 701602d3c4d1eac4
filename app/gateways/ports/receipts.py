"""What a carrier tells after it took a letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Receipt:
    """A letter arrived `at` a moment (UTC), or came back for a reason in words."""

    message_id: str
    arrived: bool
    at: datetime
    reason: str = ""


class Unheard(Exception):  # noqa: N818 - named by consequence
    """The carrier cannot be asked now."""


class Receipts(Protocol):
    """Tells what became of letters of one channel."""

    def since(self, moment: datetime) -> Iterable[Receipt]:
        """What became of letters handed over since a moment in UTC.

        Raises: Unheard.
        """
        ...

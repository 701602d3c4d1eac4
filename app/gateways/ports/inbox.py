"""Text messages that people send to us."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class ReceivedText:
    """One text: the provider's own name for it, from which number, what it says, and when (UTC).

    The number is as the provider writes it.
    """

    provider_id: str
    phone: str
    words: str
    received_at: datetime


class Inbox(Protocol):
    """Tells which texts came in."""

    def since(self, moment: datetime) -> Iterable[ReceivedText]:
        """Texts that came since a moment in UTC, in any order; the same again and again.

        Raises: Unheard (of `app.gateways.ports.receipts`).
        """
        ...

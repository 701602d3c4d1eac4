"""A carrier that does something to the outbox while a letter is in its hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.gateways.ports.carrier import Message


class FakeCarrier:
    """Keeps what it gets, and calls `meanwhile` with each letter before it answers."""

    def __init__(self, meanwhile: Callable[[Message], None] = lambda _: None) -> None:
        self.taken: list[Message] = []
        self._meanwhile = meanwhile

    @contextmanager
    def round(self) -> Iterator[FakeCarrier]:
        """Set out."""
        yield self

    def check(self) -> None:
        """Always there."""

    def send(self, message: Message) -> None:
        """Take one letter."""
        self.taken.append(message)
        self._meanwhile(message)

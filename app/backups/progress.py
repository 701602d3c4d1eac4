"""Lines for whoever waits for a big backup; a small one is quiet."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

Say = Callable[[str], None]
EVERY = 5.0


class Progress:
    """Says how far it is, every five seconds."""

    def __init__(self, say: Say, total: int | None = None) -> None:
        """`total`: how many rows there will be, where that is known."""
        self._say = say
        self._total = total
        self._begun = self._told = monotonic()
        self.rows = 0

    def add(self, rows: int, table: str) -> None:
        """So many rows more."""
        self.rows += rows
        if monotonic() - self._told >= EVERY:
            self._told = monotonic()
            of = f" of {self._total:,}" if self._total else ""
            self._say(f"  {self.rows:,}{of} rows, now {table}")

    def summary(self) -> str:
        """How much it was and how fast it went."""
        took = max(monotonic() - self._begun, 0.001)
        return f"{self.rows:,} rows in {took:.1f} s ({self.rows / took:,.0f} a second)"

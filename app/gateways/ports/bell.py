"""The bell that wakes a worker; work is never lost without it, since a sweep finds due rows."""

from __future__ import annotations

from typing import Protocol


class Bell(Protocol):
    """Tells a worker that there may be rows to look at."""

    def ring(self, task: str) -> None:
        """Ask for `task` soon; a queue that cannot be reached is logged and not an error."""
        ...

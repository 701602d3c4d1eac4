"""A file that one process at a time may hold, given back by the system when it dies."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path


class Claim:
    """A lock on `path`, with a line of text for whoever finds it taken."""

    def __init__(self, path: Path) -> None:
        """Takes nothing yet."""
        self._path = path
        self._handle: int | None = None

    def take(self) -> bool:
        """Take it; False when another process holds it."""
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return False
        self._handle = handle
        self.tell("")
        return True

    def tell(self, text: str) -> None:
        """Leave `text` for those who find it taken; nothing unless we hold it."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            os.pwrite(self._handle, text.encode(), 0)

    def told(self) -> str:
        """What its holder left, or nothing."""
        with suppress(OSError):
            return self._path.read_text(encoding="utf-8")
        return ""

    def give_back(self) -> None:
        """Let the next one take it."""
        if self._handle is not None:
            self.tell("")
            os.close(self._handle)
            self._handle = None

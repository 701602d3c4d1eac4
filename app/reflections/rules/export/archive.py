"""A ZIP file that is made while it is sent: never on a disk, never whole in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

# Bytes that are gathered before they are passed on.
PIECE = 64 * 1024
READABLE_BY_OWNER = 0o600 << 16


class _Outlet(io.RawIOBase):
    """Takes what the ZIP writer writes, until somebody takes it away."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        """It only takes."""
        return True

    def write(self, piece: Any) -> int:
        """Hold a piece."""
        view = memoryview(piece)
        self._held += view
        return view.nbytes

    def take(self, at_least: int = 1) -> bytes:
        """All that is held, once it is so much; nothing before."""
        if len(self._held) < at_least:
            return b""
        taken = bytes(self._held)
        self._held.clear()
        return taken


def archive(
    files: Iterable[tuple[str, Iterable[str] | bytes]], *, made_at: datetime
) -> Iterator[bytes]:
    """The pieces of a ZIP file of these files; texts are in UTF-8."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files:
            facts = zipfile.ZipInfo(name, made_at.timetuple()[:6])
            facts.compress_type, facts.external_attr = zipfile.ZIP_DEFLATED, READABLE_BY_OWNER
            with packed.open(facts, "w") as file:
                for part in [content] if isinstance(content, bytes) else content:
                    file.write(part if isinstance(part, bytes) else part.encode())
                    if piece := outlet.take(PIECE):
                        yield piece
    yield outlet.take()

"""A ZIP file that is made while it is sent: never on a disk, never whole in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

# Bytes that are gathered before they are passed on.
PIECE = 64 * 1024
# Endings of what is as small as it gets.
SQUEEZED = (".docx", ".jpg", ".png", ".mp3", ".m4a", ".ogg", ".opus", ".flac")
READABLE_BY_OWNER = 0o600 << 16


Content = Iterable[str] | Iterable[bytes] | bytes


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


def archive(files: Iterable[tuple[str, Content]], *, made_at: datetime) -> Iterator[bytes]:
    """The pieces of a ZIP file of these files; texts are in UTF-8.

    What is made piece by piece can be any part of another file.
    """
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files:
            facts = zipfile.ZipInfo(name, made_at.timetuple()[:6])
            is_small = name.endswith(SQUEEZED)
            facts.compress_type = zipfile.ZIP_STORED if is_small else zipfile.ZIP_DEFLATED
            facts.external_attr = READABLE_BY_OWNER
            with packed.open(facts, "w") as file:
                for part in _parts(content):
                    file.write(part)
                    if piece := outlet.take(PIECE):
                        yield piece
    yield outlet.take()


def _parts(content: Content) -> Iterator[bytes | memoryview]:
    if isinstance(content, bytes):
        whole = memoryview(content)
        for start in range(0, len(whole), PIECE):
            yield whole[start : start + PIECE]
    else:
        for part in content:
            yield part if isinstance(part, bytes) else part.encode()

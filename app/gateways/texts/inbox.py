"""Text messages that come in through a folder, a file each: for trying things out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import structlog

from app.gateways.ports.inbox import ReceivedText
from app.gateways.ports.receipts import Unheard

log = structlog.get_logger()

# Under the folder to which texts go.
FOLDER = "in"
# Bytes; no text message is so long.
LARGEST = 20_000


class FolderInbox:
    """Reads `in/*.json` of the folder at `path`: {"from": "07700 900123", "text": "Well"}.

    The name of a file is the name of its text, and the time of the file is when it came.
    """

    def __init__(self, path: str) -> None:
        self._path = Path(path) / FOLDER

    def since(self, moment: datetime) -> Iterator[ReceivedText]:
        """Texts that came since a moment in UTC, by the names of their files.

        Raises: Unheard.
        """
        try:
            files = sorted(self._path.glob("*.json"))
        except OSError:
            raise Unheard(FOLDER) from None
        for file in files:
            got = _read(file)
            if got is not None and got.received_at >= moment:
                yield got


def _read(file: Path) -> ReceivedText | None:
    """A text; None of what is none, which is left where it is."""
    try:
        facts = file.stat()
        told = json.loads(file.read_bytes()[:LARGEST])
        at = datetime.fromtimestamp(facts.st_mtime, UTC)
        return ReceivedText(file.stem, str(told["from"]), str(told["text"]), at)
    except (OSError, ValueError, KeyError, TypeError):
        log.warning("text_unreadable")
        return None

"""Text messages into a folder, a file each: for trying things out."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from app.gateways.ports.carrier import Message, NotNow

ONLY_US = 0o700
NO_FOLDER = "The folder of texts cannot be written to."


class FolderCarrier:
    """Puts texts into the folder at `path`, which it makes when it is not there."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)

    @contextmanager
    def round(self) -> Iterator[FolderCarrier]:
        """Open the folder.

        Raises: NotNow.
        """
        try:
            self._path.mkdir(mode=ONLY_US, parents=True, exist_ok=True)
        except OSError:
            raise NotNow(NO_FOLDER) from None
        yield self

    def check(self) -> None:
        """See whether the folder can be written to.

        Raises: NotNow.
        """
        with self.round():
            if not os.access(self._path, os.W_OK):
                raise NotNow(NO_FOLDER)

    def send(self, message: Message) -> None:
        """Put one text there whole; the same one a second time changes nothing.

        Raises: NotNow.
        """
        name = sha256(message.message_id.encode()).hexdigest()[:40]
        draft = self._path / f".{name}.{os.getpid()}"
        told = {
            "to": message.to_address,
            "name": message.to_name,
            "at": message.written_at.isoformat(),
            "text": message.body,
        }
        try:
            draft.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
            draft.replace(self._path / f"{name}.json")
        except OSError:
            raise NotNow(NO_FOLDER) from None

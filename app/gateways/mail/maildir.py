"""Letters into a folder that any mail program can read: for trying things out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from app.gateways.mail.writing import Writer, wire_address
from app.gateways.ports.carrier import Message, NotNow

ONLY_US = 0o700
NO_FOLDER = "The mail folder cannot be written to."


class MaildirCarrier:
    """Takes letters into the Maildir at `path`, which it makes when it is not there."""

    def __init__(self, path: str, writer: Writer) -> None:
        self._path = Path(path)
        self._writer = writer

    @contextmanager
    def round(self) -> Iterator[MaildirRound]:
        """Open the folder.

        Raises: NotNow.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            for folder in (self._path, *(self._path / name for name in ("tmp", "new", "cur"))):
                folder.mkdir(mode=ONLY_US, exist_ok=True)
        except OSError:
            raise NotNow(NO_FOLDER) from None
        yield MaildirRound(self._path, self._writer)

    def check(self) -> None:
        """See whether the folder can be written to.

        Raises: NotNow.
        """
        with self.round():
            if not os.access(self._path / "new", os.W_OK):
                raise NotNow(NO_FOLDER)


class MaildirRound:
    """Letters into one folder, each with a name made from its Message-ID."""

    def __init__(self, path: Path, writer: Writer) -> None:
        self._path = path
        self._writer = writer

    def send(self, message: Message) -> None:
        """Put one letter there whole; one that is there already stays as it is.

        Raises: NotNow, NeverAgain.
        """
        data = self._writer.write(message, to=wire_address(message.to_address))
        # The name depends on the Message-ID alone, so a second sending finds the first.
        name = f"0.{sha256(message.message_id.encode()).hexdigest()[:40]}.dlp"
        draft = self._path / "tmp" / f"{name}.{uuid4().hex}"
        try:
            # A mail program moves a letter that was read to `cur` and adds a colon and flags.
            if any((self._path / "cur").glob(f"{name}*")):
                return
            _put(draft, data.replace(b"\r\n", b"\n"))
            with suppress(FileExistsError):
                os.link(draft, self._path / "new" / name)
        except OSError:
            raise NotNow(NO_FOLDER) from None
        finally:
            draft.unlink(missing_ok=True)


def _put(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())

"""The file of a backup on its way: whole or not at all, and for one user alone."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from app.backups.errors import CannotWrite


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A new file that gets its name once all of it is on the disk.

    Raises: CannotWrite when there is such a file already, or the place cannot be written.
    """
    if path.exists() or path.is_symlink():
        message = f"There is a file {path} already. We do not write over it: choose another name."
        raise CannotWrite(message)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _name(draft, path)
        _sync_folder(path.parent)
    except FileExistsError:
        message = f"A file {path} came while this one was written. Nothing was kept."
        raise CannotWrite(message) from None
    except OSError as error:
        message = f"We could not write {path}: {(error.strerror or 'no reason given').lower()}."
        raise CannotWrite(message) from None
    finally:
        draft.unlink(missing_ok=True)


def must_be_writable(folder: Path) -> None:
    """Look that files can be put into a folder before anything is changed.

    Raises: CannotWrite.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        why = (error.strerror or "no reason given").lower()
        message = f"We cannot write into {folder}: {why}. Keys and ledgers lie there. "
        raise CannotWrite(f"{message}Nothing was restored.") from None


def _name(draft: Path, path: Path) -> None:
    """Give a file its name; a link, where there are such, does not write over what came meanwhile.

    Raises: FileExistsError, OSError.
    """
    try:
        path.hardlink_to(draft)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.ENOSYS}:
            raise
        if path.exists():
            raise FileExistsError from None
        draft.rename(path)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

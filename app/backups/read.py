"""Reading a backup, and holding each part of it against what its list of contents says."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from app.backups.errors import NoBackup, TooNew
from app.backups.keys import KEYS_NAME
from app.backups.manifest import NAME, SEAL, Manifest, Part, TablePart, read_manifest, seal_of
from app.backups.progress import Progress
from app.migrate import known_revisions

# What reading a zip file meets where a byte is not as it was.
UNREADABLE = (
    *(BadZipFile, zlib.error, struct.error, EOFError, KeyError, OSError, ValueError),
    *(OverflowError, RuntimeError),
)
BLOCK = 256 * 1024
# A list of contents of ours is some 40 kB.
LONGEST_LIST = 4 * 1024 * 1024
OTHER_FILE = (
    "This is no backup of ours, or it was cut off while it was written or copied. Use another."
)
DAMAGED = "{name} in this backup is damaged or was changed. Nothing was restored. Use another."


@dataclass(frozen=True)
class Backup:
    """A backup that is open, with its list of contents."""

    file: ZipFile
    manifest: Manifest
    # The list as it stands in the file, byte for byte.
    listed: bytes
    # What stands under the list, written with the secret key of whoever made it.
    seal: str

    def is_sealed_with(self, secret_key: str) -> bool:
        """Whether a platform with this secret key made it, and nobody changed it since."""
        return compare_digest(self.seal.encode(), seal_of(self.listed, secret_key).encode())

    def blocks(self, name: str, part: Part) -> Iterator[bytes]:
        """A part, block by block; its end is only reached when all of it is as it was written.

        Raises: NoBackup.
        """
        total, size = sha256(), 0
        try:
            with self.file.open(name) as opened:
                while block := opened.read(BLOCK):
                    size += len(block)
                    if size > part.size:
                        break
                    total.update(block)
                    yield block
        except UNREADABLE:
            raise NoBackup(DAMAGED.format(name=name)) from None
        if size != part.size or total.hexdigest() != part.sha256:
            raise NoBackup(DAMAGED.format(name=name))

    def whole(self, name: str, part: Part) -> bytes:
        """A small part, all of it.

        Raises: NoBackup.
        """
        return b"".join(self.blocks(name, part))


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """A backup from its file.

    Raises: NoBackup, TooNew.
    """
    try:
        file = ZipFile(path)
    except FileNotFoundError:
        raise NoBackup(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise NoBackup(f"{path} is a folder. Name the file of a backup.") from None
    except PermissionError:
        raise NoBackup(f"We may not read {path}.") from None
    except UNREADABLE:
        raise NoBackup(OTHER_FILE) from None
    with file:
        listed = _small(file, NAME)
        manifest = read_manifest(listed)
        if manifest.revision not in known_revisions():
            message = (
                f"This backup was made by a newer version (at {manifest.revision}). "
                "Bring the program up to date first, and restore then."
            )
            raise TooNew(message)
        yield Backup(file, manifest, listed, _small(file, SEAL).decode("ascii", "replace"))


def check(backup: Backup, progress: Progress) -> None:
    """Read all of it, and hold sums, sizes and rows against the list of contents.

    Raises: NoBackup.
    """
    for part in backup.manifest.tables:
        rows = 0
        for block in backup.blocks(part.name, part):
            found = block.count(b"\n")
            rows += found
            progress.add(found, part.table)
        must_have(part, rows)
    for scale in backup.manifest.scales:
        backup.whole(scale.name, scale)
    if backup.manifest.keys:
        backup.whole(KEYS_NAME, backup.manifest.keys)


def must_have(part: TablePart, rows: int) -> None:
    """Hold the rows that were found in a part against its number. Raises: NoBackup."""
    if rows != part.rows:
        message = f"{part.name} has {rows} rows, and should have {part.rows}. Use another."
        raise NoBackup(message)


def _small(file: ZipFile, name: str) -> bytes:
    try:
        if file.getinfo(name).file_size > LONGEST_LIST:
            raise NoBackup(OTHER_FILE)
        return file.read(name)
    except UNREADABLE:
        raise NoBackup(OTHER_FILE) from None

"""What a backup says about itself: what is in it, how much, and by which version it was made."""

from __future__ import annotations

import hmac
import re
from datetime import datetime
from hashlib import sha256

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.backups.errors import NoBackup

FORMAT = 1
NAME = "manifest.json"
SEAL = "manifest.seal"
# A name that PostgreSQL folds to itself, so nothing of a file becomes anything but a name.
PLAIN_NAME = r"^[a-z_][a-z0-9_]{0,62}$"
FILE_NAME = r"^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$"
DIGEST = r"^[0-9a-f]{64}$"


class Part(BaseModel):
    """A piece of the file, with the sum by which a change shows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sha256: str = Field(pattern=DIGEST)
    size: int = Field(ge=0)


class TablePart(Part):
    """The rows of one table, in COPY's text format: one line for each."""

    table: str = Field(pattern=PLAIN_NAME)
    columns: tuple[str, ...]
    rows: int = Field(ge=0)

    @property
    def name(self) -> str:
        """Its name in the file."""
        return f"tables/{self.table}.copy"


class FilePart(Part):
    """A file of the deployment, such as a scale of its own."""

    file: str = Field(pattern=FILE_NAME)

    @property
    def name(self) -> str:
        """Its name in the file."""
        return f"scales/{self.file}"


class Manifest(BaseModel):
    """All of it; times are in UTC."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    made_at: datetime
    app_version: str
    # The migration at which the tables stood.
    revision: str
    server_version: str
    tables: tuple[TablePart, ...]
    # The last value of each sequence, and whether it was given out.
    sequences: dict[str, tuple[int, bool]] = {}
    scales: tuple[FilePart, ...] = ()
    # The marks of the master keys that lock people's keys, with how many each locks.
    key_marks: dict[str, int] = {}
    # Keys of the platform, sealed with a passphrase.
    keys: Part | None = None

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(part.rows for part in self.tables)

    def written(self) -> bytes:
        """As it stands in the file."""
        return self.model_dump_json(indent=1).encode()


def read_manifest(written: bytes) -> Manifest:
    """What a file says about itself.

    Raises: NoBackup.
    """
    try:
        found = Manifest.model_validate_json(written)
    except ValidationError:
        raise NoBackup("The list of contents in this file cannot be read. Use another.") from None
    if found.format != FORMAT:
        message = f"This backup has format {found.format}; this version reads format {FORMAT}."
        raise NoBackup(message)
    return found


def is_file_name(name: str) -> bool:
    """Whether a file's name may stand in a backup, and so be written when it is restored."""
    return re.fullmatch(FILE_NAME, name) is not None


def seal_of(written: bytes, secret_key: str) -> str:
    """What only somebody with the platform's secret key can write under a list of contents."""
    key = hmac.digest(secret_key.encode(), b"backup seal", sha256)
    return hmac.new(key, written, sha256).hexdigest()

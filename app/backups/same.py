"""Whether a database that was filled from a backup gives the same rows back, byte for byte."""

from __future__ import annotations

from hashlib import sha256

from psycopg import Connection

from app.backups.errors import NoBackup
from app.backups.manifest import Manifest
from app.backups.tables import copy_out


def compare(line: Connection, manifest: Manifest) -> None:
    """Read each table again and hold it against the sum of what was put in.

    Raises: NoBackup.
    """
    for part in manifest.tables:
        total = sha256()
        with line.cursor() as cursor, cursor.copy(copy_out(part.table, part.columns)) as copying:
            for block in copying:
                total.update(block)
        if total.hexdigest() != part.sha256:
            message = f"{part.table} came out of a database other than it went in. Use another."
            raise NoBackup(message)

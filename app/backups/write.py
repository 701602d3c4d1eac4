"""Writing a backup: every table as it was at one moment, while people go on working."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZipFile

from psycopg import Connection, sql
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.backups.keys import KEYS_NAME
from app.backups.manifest import (
    FORMAT,
    NAME,
    SEAL,
    FilePart,
    Manifest,
    Part,
    TablePart,
    seal_of,
)
from app.backups.progress import Progress
from app.backups.tables import PLAIN, VERSIONS, columns_of, copy_out, sequences_of
from app.migrate import MIGRATION_LOCK
from app.vault.actions import count_by_mark

# Sealed writing hardly gets smaller; more effort takes twice the time for a twentieth of the size.
EFFORT = 4


@dataclass(frozen=True)
class Contents:
    """What goes into a backup beside the tables."""

    app_version: str
    secret_key: str
    scales: tuple[Path, ...] = ()
    # The keys of the platform, sealed already.
    sealed_keys: bytes | None = None


def write_backup(
    engine: Engine, to: IO[bytes], contents: Contents, *, now: datetime, progress: Progress
) -> Manifest:
    """Write everything at one moment into `to`, and return what is in it.

    Reads in one transaction that changes nothing and waits for nobody; memory stays flat. A
    migration waits until it is done, so that the tables stay as they are.
    """
    with (
        engine.connect() as opened,
        Session(bind=opened) as db,
        ExitStack() as stack,
        ZipFile(to, "w", ZIP_DEFLATED, compresslevel=EFFORT) as file,
    ):
        line = cast("Connection", opened.connection.dbapi_connection)
        stack.callback(_let_go, line)
        _hold_still(line)
        parts = [
            _write_table(line, file, table, columns, progress)
            for table, columns in columns_of(line).items()
        ]
        manifest = Manifest(
            format=FORMAT,
            made_at=now,
            app_version=contents.app_version,
            revision=_revision(line),
            server_version=str(line.info.server_version),
            tables=tuple(parts),
            sequences=sequences_of(line),
            scales=tuple(_write_files(file, contents.scales)),
            key_marks={mark.hex(): number for mark, number in count_by_mark(db).items()},
            keys=_write_keys(file, contents.sealed_keys),
        )
        listed = manifest.written()
        file.writestr(NAME, listed)
        file.writestr(SEAL, seal_of(listed, contents.secret_key))
        return manifest


def _hold_still(line: Connection) -> None:
    """Begin to see one moment, in which no migration is half done."""
    line.execute("SELECT pg_advisory_lock_shared(%s)", [MIGRATION_LOCK])
    line.execute(PLAIN)
    line.commit()
    line.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    tables = sql.SQL(", ").join(sql.Identifier(table) for table in columns_of(line))
    line.execute(sql.SQL("LOCK TABLE {} IN ACCESS SHARE MODE").format(tables))


def _let_go(line: Connection) -> None:
    """Let migrations go on, also where something went wrong."""
    if not line.closed:
        line.rollback()
        line.execute("SELECT pg_advisory_unlock_shared(%s)", [MIGRATION_LOCK])
        line.commit()


def _write_table(
    line: Connection, file: ZipFile, table: str, columns: tuple[str, ...], progress: Progress
) -> TablePart:
    total, rows, size = sha256(), 0, 0
    with (
        file.open(f"tables/{table}.copy", "w", force_zip64=True) as part,
        line.cursor() as cursor,
        cursor.copy(copy_out(table, columns)) as copying,
    ):
        for block in copying:
            piece = bytes(block)
            # In COPY's text format a line feed ends a row, and stands nowhere else.
            found = piece.count(b"\n")
            part.write(piece)
            total.update(piece)
            rows, size = rows + found, size + len(piece)
            progress.add(found, table)
    return TablePart(table=table, columns=columns, rows=rows, size=size, sha256=total.hexdigest())


def _write_files(file: ZipFile, paths: Iterable[Path]) -> Iterable[FilePart]:
    for path in paths:
        held = path.read_bytes()
        part = FilePart(file=path.name, size=len(held), sha256=sha256(held).hexdigest())
        file.writestr(part.name, held)
        yield part


def _write_keys(file: ZipFile, sealed: bytes | None) -> Part | None:
    if sealed is None:
        return None
    file.writestr(KEYS_NAME, sealed)
    return Part(size=len(sealed), sha256=sha256(sealed).hexdigest())


def _revision(line: Connection) -> str:
    found = line.execute(
        sql.SQL("SELECT version_num FROM {}").format(sql.Identifier(VERSIONS))
    ).fetchone()
    return str(found[0]) if found else ""

"""Putting a backup back: all of it or nothing, and so that nobody is written to twice blindly."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import cast

from psycopg import Connection, Error, sql

from app.backups.after import Changes, Reapply, Wishes, settle
from app.backups.alone import alone, send_away
from app.backups.errors import SomebodyHere
from app.backups.load import WAITING, drop_schema, load
from app.backups.progress import Progress
from app.backups.read import Backup
from app.kit.db import session_maker
from app.kit.sealing import MasterKeys

REPLACED = "replaced_by_restore"


def restore(
    url: str,
    backup: Backup,
    wishes: Wishes,
    *,
    keys: MasterKeys | None,
    now: datetime,
    progress: Progress,
    reapply: Reapply,
) -> Changes:
    """Replace what is in the database by the backup; until the last moment it stays as it was.

    Web and worker wait meanwhile. Raises: SomebodyHere, RestoringAlready, NoBackup, CannotRestore.
    """
    with alone(url) as line:
        live = _schema(line)
        if not wishes.force and _anybody_in(line, live):
            raise SomebodyHere
        send_away(line)
        engine = load(url, backup, keys=keys, progress=progress)
        try:
            with session_maker(engine, keys)() as db, db.begin():
                made_at = backup.manifest.made_at
                changes = settle(db, live, wishes, made_at=made_at, now=now, reapply=reapply)
        finally:
            engine.dispose()
        _swap(line, live)
        return replace(changes, left_over=not _clear_away(line))


def _schema(line: Connection) -> str:
    (found,) = line.execute("SELECT coalesce(current_schema(), 'public')").fetchone() or ("public",)
    return cast("str", found)


def _anybody_in(line: Connection, schema: str) -> bool:
    """Whether any person is in a schema; a course that was loaded from files is nobody's work."""
    table = sql.Identifier(schema, "person")
    known = line.execute("SELECT to_regclass(%s)", [table.as_string(line)]).fetchone()
    if not known or known[0] is None:
        return False
    found = line.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(table)).fetchone()
    return bool(found and found[0])


def _swap(line: Connection, live: str) -> None:
    """Put the filled schema in the place of the one that people worked in, in one step."""
    rename = sql.SQL("ALTER SCHEMA {} RENAME TO {}").format
    with line.transaction():
        drop_schema(line, REPLACED)
        line.execute(rename(sql.Identifier(live), sql.Identifier(REPLACED)))
        line.execute(rename(sql.Identifier(WAITING), sql.Identifier(live)))


def _clear_away(line: Connection) -> bool:
    """Remove what was replaced: False where the server cannot, such as on a full disk.

    Everybody works in what was put back by now, so this is no reason to break off.
    """
    try:
        drop_schema(line, REPLACED)
        line.execute("ANALYZE")
    except Error:
        return False
    return True

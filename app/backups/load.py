"""Putting the rows of a backup into an empty schema that our own migrations make."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from psycopg import Connection, Error, sql
from sqlalchemy import Engine, create_engine

from app import migrate
from app.backups.errors import CannotRestore, NoBackup
from app.backups.manifest import TablePart
from app.backups.progress import Progress
from app.backups.read import Backup, must_have
from app.backups.tables import PLAIN, Key, columns_of, copy_in, keys_between
from app.kit.sealing import MasterKeys

# Where the rows wait until all of them are there.
WAITING = "being_restored"
NO_PLACE = (
    "The database did not let us make a schema in it: {why}. The role that restores must own the "
    "database. Nothing was changed."
)


def schema_engine(url: str, schema: str) -> Engine:
    """An engine that sees one schema alone, also while a restore is under way."""
    options = f"-c timezone=UTC -c search_path={schema}"
    return create_engine(
        url, hide_parameters=True, connect_args={"options": options, "connect_timeout": 5}
    )


def load(
    url: str,
    backup: Backup,
    *,
    keys: MasterKeys | None,
    progress: Progress,
    look: Callable[[Connection], None] | None = None,
) -> Engine:
    """Make the tables in a schema of their own, fill them, and bring them up to this version.

    The tables come from our own migrations: what a file says is put into them as rows and is
    never run. `look` sees them before they are brought up. Returns an engine on that schema.
    Raises: NoBackup, CannotRestore.
    """
    engine = schema_engine(url, WAITING)
    try:
        _begin(engine)
        migrate.upgrade(engine, backup.manifest.revision, keys=keys)
        with engine.begin() as opened:
            line = cast("Connection", opened.connection.dbapi_connection)
            _fill(line, backup, progress)
            if look:
                look(line)
        migrate.upgrade(engine, keys=keys)
    except BaseException:
        engine.dispose()
        raise
    return engine


def drop_schema(line: Connection, schema: str) -> None:
    """Remove a schema with all that is in it."""
    line.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema)))


def _begin(engine: Engine) -> None:
    """An empty schema, without what a restore that was broken off left."""
    with engine.begin() as opened:
        line = cast("Connection", opened.connection.dbapi_connection)
        try:
            drop_schema(line, WAITING)
            line.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(WAITING)))
        except Error as error:
            why = error.diag.message_primary or type(error).__name__
            raise CannotRestore(NO_PLACE.format(why=why)) from None


def _fill(line: Connection, backup: Backup, progress: Progress) -> None:
    """All rows in one transaction, with the keys between tables checked at its end."""
    line.execute(PLAIN)
    here = columns_of(line)
    compare_tables(here, backup.manifest.tables)
    links = keys_between(line)
    # The rows come as they were: no trigger of ours adds to them, and in no order of tables.
    for table in here:
        line.execute(_alter(table, "DISABLE TRIGGER USER"))
    for link in links:
        line.execute(_alter(link.table, "DROP CONSTRAINT {}", link.name))
    line.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, here))))
    for part in backup.manifest.tables:
        _copy(line, backup, part, progress)
    for link in links:
        _tie(line, link)
    for table in here:
        line.execute(_alter(table, "ENABLE TRIGGER USER"))
    for name, (value, was_given) in backup.manifest.sequences.items():
        asked = sql.SQL("SELECT setval({}::regclass, %s, %s)").format(sql.Literal(name))
        line.execute(asked, [value, was_given])


def compare_tables(here: dict[str, tuple[str, ...]], parts: tuple[TablePart, ...]) -> None:
    """Hold the tables of a backup against those that its version makes.

    Raises: NoBackup.
    """
    held = {part.table: part.columns for part in parts}
    for table in sorted({*here, *held}):
        if set(here.get(table, ())) != set(held.get(table, ())) or len(held) != len(parts):
            message = (
                f"The table {table} in this backup is not as its version of the program made it. "
                "Nothing was restored. Use another."
            )
            raise NoBackup(message)


def _copy(line: Connection, backup: Backup, part: TablePart, progress: Progress) -> None:
    rows = 0
    try:
        with line.cursor() as cursor, cursor.copy(copy_in(part.table, part.columns)) as copying:
            for block in backup.blocks(part.name, part):
                copying.write(block)
                found = block.count(b"\n")
                rows += found
                progress.add(found, part.table)
    except Error as error:
        # Its words may hold somebody's row.
        raise _unfit(part.table, error) from None
    must_have(part, rows)


def _tie(line: Connection, link: Key) -> None:
    """Make a key between tables again, which looks at all rows at once."""
    definition = sql.SQL(link.definition)
    make = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}")
    try:
        line.execute(make.format(sql.Identifier(link.table), sql.Identifier(link.name), definition))
    except Error as error:
        raise _unfit(link.table, error) from None


def _unfit(table: str, error: Error) -> Exception:
    if error.sqlstate and error.sqlstate[:2] in {"22", "23"}:
        return NoBackup(
            f"Rows of {table} in this backup do not fit together ({error.sqlstate}). "
            "Nothing was restored. Use another."
        )
    return CannotRestore(
        f"The database stopped while {table} was put back ({error.sqlstate or 'no answer'}). "
        "Nothing was changed: all is as it was before."
    )


def _alter(table: str, how: str, name: str | None = None) -> sql.Composed:
    what = sql.SQL(how).format(*([sql.Identifier(name)] if name else []))
    return sql.SQL("ALTER TABLE {} {}").format(sql.Identifier(table), what)

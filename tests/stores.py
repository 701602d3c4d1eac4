"""The two real servers of one test process and the databases made from a template."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from app.gateways.embedded.postgres import EmbeddedPostgres
from app.gateways.embedded.valkey import EmbeddedValkey
from app.kit.db import connect
from app.kit.sealing import MasterKeys
from app.migrate import upgrade
from app.tables import METADATA

TEMPLATE = "template_dlp"
# The same in every process of a test, since they open each other's writing.
MASTER_KEY = urlsafe_b64encode(b"a master key that only tests use").decode()
MASTER_KEYS = MasterKeys(lambda: [MASTER_KEY])
# After so many tests the deleted rows would slow a database down.
MOST_USES = 40
# No trigger looks for what refers to a row: all of them go. No lock is waited for.
BEFORE_EMPTYING = b"SET LOCAL session_replication_role = replica; SET LOCAL lock_timeout = '2s'"
# Most tables were never written to, and have a file of no length.
WRITTEN = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND oid >= 16384 AND pg_relation_size(oid) > 0
"""
EMPTYING = {
    name: sql.SQL("DELETE FROM {}").format(sql.Identifier(name)).as_bytes()
    for name in METADATA.tables
}
# What a connection may remember of a test.
FORGETTING = b"SELECT pg_advisory_unlock_all(); DISCARD TEMP; UNLISTEN *; RESET ALL"
# Changes with every change of a table, column, index, constraint or trigger, and of the migration.
# The rows in which PostgreSQL keeps them say which transaction wrote them.
SHAPE = (
    sql.SQL(" UNION ALL ")
    .join(
        [
            *(
                sql.SQL(
                    "SELECT count(*), sum(xmin::text::bigint)::text FROM {} WHERE {} >= 16384"
                ).format(sql.Identifier(catalogue), sql.Identifier(column))
                for catalogue, column in (
                    ("pg_class", "oid"),
                    ("pg_attribute", "attrelid"),
                    ("pg_attrdef", "oid"),
                    ("pg_constraint", "oid"),
                    ("pg_index", "indexrelid"),
                    ("pg_trigger", "oid"),
                    ("pg_proc", "oid"),
                )
            ),
            sql.SQL("SELECT 0, version_num FROM alembic_version"),
        ]
    )
    .as_bytes()
)


@dataclass
class Lent:
    """A database, the connections to it, and how often it was lent."""

    name: str
    url: str
    engine: Engine
    uses: int = 0


class Stores:
    """Real PostgreSQL and Valkey, running for as long as this process tests."""

    def __init__(self, postgres: EmbeddedPostgres, valkey: EmbeddedValkey, folder: Path) -> None:
        self.postgres = postgres
        self.valkey = valkey
        self.folder = folder
        # Databases that are empty again, and what is in each.
        self._idle: list[Lent] = []
        self._shape: list[object] = []

    def make_template(self) -> None:
        """One migrated database that the others are copied from."""
        engine = connect(self.postgres.create_database(TEMPLATE))
        upgrade(engine)
        with engine.connect() as line:
            self._shape = shape_of(dbapi(line))
        engine.dispose()

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of a fresh, migrated database, dropped afterwards."""
        name = f"t_{uuid4().hex}"
        url = self.postgres.create_database(name, TEMPLATE)
        try:
            yield url
        finally:
            self.postgres.drop_database(name)

    @contextmanager
    def lent_database(self) -> Iterator[Lent]:
        """An empty, migrated database, which others may have used before.

        Making one takes a hundred times as long as emptying one, and the connections to it know
        the tables, and every statement that was sent. One whose tables a test changed, or that
        somebody is still connected to, is dropped and lent to nobody else.
        """
        lent = self._idle.pop() if self._idle else self._new()
        lent.uses += 1
        try:
            yield lent
        finally:
            if lent.uses < MOST_USES and self._emptied(lent.engine):
                self._idle.append(lent)
            else:
                lent.engine.dispose()
                self.postgres.drop_database(lent.name)

    def close(self) -> None:
        """Leave the databases that are lent to nobody."""
        for lent in self._idle:
            lent.engine.dispose()

    def _new(self) -> Lent:
        name = f"t_{uuid4().hex}"
        url = self.postgres.create_database(name, TEMPLATE)
        return Lent(name, url, connect(url))

    def _emptied(self, engine: Engine) -> bool:
        """Delete every row; False when this database is not as a new one would be."""
        pool = cast("QueuePool", engine.pool)
        if pool.checkedout():
            return False
        try:
            with ExitStack() as stack:
                number = max(1, pool.checkedin())
                lines = [stack.enter_context(engine.connect()) for _ in range(number)]
                ours = [dbapi(line) for line in lines]
                if is_shared(ours) or shape_of(ours[0]) != self._shape:
                    return False
                for db in ours:
                    db.execute(FORGETTING)
                    db.commit()
                written = {name for (name,) in ours[0].execute(WRITTEN)} & EMPTYING.keys()
                ours[0].execute(b";".join([BEFORE_EMPTYING, *(EMPTYING[name] for name in written)]))
                ours[0].commit()
        except (psycopg.Error, SQLAlchemyError):
            return False
        return True


def dbapi(line: Connection) -> psycopg.Connection:
    """The connection under SQLAlchemy's."""
    return cast("psycopg.Connection", line.connection.dbapi_connection)


def is_shared(ours: Sequence[psycopg.Connection]) -> bool:
    """Whether somebody else is connected to the same database."""
    found = ours[0].execute(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
        " AND backend_type = 'client backend' AND pid <> ALL (%s)",
        [[db.info.backend_pid for db in ours]],
    )
    return found.fetchone() is not None


def shape_of(db: psycopg.Connection) -> list[object]:
    """A fingerprint of what is in a database apart from its rows."""
    return list(db.execute(SHAPE))

"""The two real servers of one test process and the databases made from a template."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql

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
DELETING = sql.SQL(";").join(
    sql.SQL("DELETE FROM {}").format(sql.Identifier(name)) for name in METADATA.tables
)


class Stores:
    """Real PostgreSQL and Valkey, running for as long as this process tests."""

    def __init__(self, postgres: EmbeddedPostgres, valkey: EmbeddedValkey, folder: Path) -> None:
        self.postgres = postgres
        self.valkey = valkey
        self.folder = folder
        # Databases that are empty again, with how often each was lent, and what is in each.
        self._idle: list[tuple[str, int]] = []
        self._shape = ""

    def make_template(self) -> None:
        """One migrated database that the others are copied from."""
        engine = connect(self.postgres.create_database(TEMPLATE))
        upgrade(engine)
        engine.dispose()
        with to(self.postgres.url_of(TEMPLATE)) as db:
            self._shape = shape_of(db)

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
    def lent_database(self) -> Iterator[str]:
        """The address of an empty, migrated database, which others may have used before.

        Making one takes a hundred times as long as emptying one. One whose tables a test changed,
        or that somebody is still connected to, is dropped and lent to nobody else.
        """
        name, uses = self._idle.pop() if self._idle else (f"t_{uuid4().hex}", 0)
        url = self.postgres.url_of(name) if uses else self.postgres.create_database(name, TEMPLATE)
        try:
            yield url
        finally:
            if uses + 1 < MOST_USES and self._emptied(url):
                self._idle.append((name, uses + 1))
            else:
                self.postgres.drop_database(name)

    def _emptied(self, url: str) -> bool:
        """Delete every row; False when this database is not as a new one would be."""
        try:
            with to(url) as db:
                if is_shared(db) or shape_of(db) != self._shape:
                    return False
                # No trigger looks for what refers to a row: all of them go.
                db.execute("SET LOCAL session_replication_role = replica")
                db.execute(DELETING)
        except psycopg.Error:
            return False
        return True


def to(url: str) -> psycopg.Connection:
    """A connection without SQLAlchemy; it waits for no lock."""
    return psycopg.connect(url.replace("+psycopg", "", 1), options="-c lock_timeout=2s")


def is_shared(db: psycopg.Connection) -> bool:
    """Whether somebody else is connected to the same database."""
    found = db.execute(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
        " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    return found.fetchone() is not None


def shape_of(db: psycopg.Connection) -> str:
    """A fingerprint of the tables, columns, indexes and constraints, and of the migration."""
    found = db.execute(
        "SELECT md5(string_agg(line, ';' ORDER BY line)) FROM ("
        " SELECT a.attrelid::regclass || '.' || a.attname || a.atttypid || a.attnotnull AS line"
        " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
        " WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0"
        " UNION ALL SELECT conrelid::regclass || conname || pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
        " UNION ALL SELECT version_num FROM alembic_version) AS lines"
    ).fetchone()
    return str(found[0]) if found else ""

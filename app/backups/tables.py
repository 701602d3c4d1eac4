"""What a schema holds: its tables, columns, sequences and the keys between tables."""

from __future__ import annotations

from dataclasses import dataclass

from psycopg import Connection, sql

# Says at which migration a database stands; the manifest says so too.
VERSIONS = "alembic_version"
COLUMNS = """
    SELECT class.relname, array_agg(attribute.attname::text ORDER BY attribute.attnum)
    FROM pg_class AS class
    JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid
    WHERE class.relnamespace = current_schema()::regnamespace AND class.relkind = 'r'
      AND attribute.attnum > 0 AND NOT attribute.attisdropped AND attribute.attgenerated = ''
    GROUP BY class.relname ORDER BY class.relname
"""
SEQUENCES = (
    "SELECT relname::text FROM pg_class WHERE relkind = 'S' AND relnamespace = %s::regnamespace"
)
KEYS = """
    SELECT class.relname, key.conname, pg_get_constraintdef(key.oid)
    FROM pg_constraint AS key JOIN pg_class AS class ON class.oid = key.conrelid
    WHERE key.contype = 'f' AND key.connamespace = current_schema()::regnamespace
    ORDER BY class.relname, key.conname
"""
# How values are written, whatever the server or the role would choose.
PLAIN = (
    "SET timezone = 'UTC'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres';"
    " SET extra_float_digits = 3; SET bytea_output = 'hex'; SET client_encoding = 'UTF8';"
    " SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;"
    " SET synchronize_seqscans = off"
)


@dataclass(frozen=True)
class Key:
    """A key from one table to another."""

    table: str
    name: str
    definition: str


def columns_of(line: Connection) -> dict[str, tuple[str, ...]]:
    """The columns of each table that are stored and not worked out, in their order."""
    found = {table: tuple(columns) for table, columns in line.execute(COLUMNS).fetchall()}
    found.pop(VERSIONS, None)
    return found


def sequences_of(line: Connection) -> dict[str, tuple[int, bool]]:
    """The last value of each sequence, and whether it was given out."""
    (schema,) = line.execute("SELECT current_schema()").fetchone() or ("public",)
    names = [name for (name,) in line.execute(SEQUENCES, [schema]).fetchall()]
    found: dict[str, tuple[int, bool]] = {}
    for name in names:
        asked = sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(name))
        value, was_given = line.execute(asked).fetchone() or (1, False)
        found[name] = (value, was_given)
    return found


def keys_between(line: Connection) -> list[Key]:
    """The keys from table to table, each as PostgreSQL writes it."""
    return [Key(*row) for row in line.execute(KEYS).fetchall()]


def copy_out(table: str, columns: tuple[str, ...]) -> sql.Composed:
    """The statement that gives a table's rows."""
    return sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(table), _names(columns))


def copy_in(table: str, columns: tuple[str, ...]) -> sql.Composed:
    """The statement that takes a table's rows."""
    return sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), _names(columns))


def _names(columns: tuple[str, ...]) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(name) for name in columns)

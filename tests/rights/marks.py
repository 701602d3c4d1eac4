"""Where in a database something still stands, whatever the table."""

from __future__ import annotations

from sqlalchemy import Engine

from tests.reflections.privacy.kept import COLUMNS


def rows_that_hold(engine: Engine, *marks: str) -> set[str]:
    """The columns, of whatever table, in which one of these stands."""
    found: set[str] = set()
    with engine.connect() as on:
        for schema, table, column, kind in on.exec_driver_sql(COLUMNS).all():
            read = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
            for mark in marks:
                count = on.exec_driver_sql(
                    f'SELECT count(*) FROM "{schema}"."{table}" WHERE {read} ILIKE %s',  # noqa: S608
                    (f"%{mark}%",),
                ).scalar()
                if count:
                    found.add(f"{table}.{column} ({mark})")
    return found

"""All that is kept anywhere: rows, the database's own files, Valkey, letters and texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from redis import Redis
from sqlalchemy import Engine

from app.tables import METADATA
from tests.reflections.privacy.marks import STEM, in_letter, marks_in

COLUMNS = """
SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns
JOIN information_schema.tables USING (table_schema, table_name)
WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
"""
OFFSET = "SELECT file_name, file_offset FROM pg_walfile_name_offset(%s::pg_lsn)"
Places = Mapping[str, set[str]]


def in_columns(engine: Engine) -> Places:
    """What stands in plain in the columns of every table there is, ours or not, and in queries.

    The database keeps what each of its connections asked for last.
    """
    found: dict[str, set[str]] = {}
    with engine.connect() as on:
        for schema, table, column, kind in on.exec_driver_sql(COLUMNS).all():
            read = f'"{column}"' if kind == "bytea" else f'"{column}"::text'
            rows = on.exec_driver_sql(
                f'SELECT {read} FROM "{schema}"."{table}" WHERE "{column}" IS NOT NULL'  # noqa: S608
            ).scalars()
            _note(found, f"{table}.{column}", rows)
        _note(found, "queries", on.exec_driver_sql("SELECT query FROM pg_stat_activity").scalars())
    return found


def empty_sealed_columns(engine: Engine) -> set[str]:
    """The columns for sealed writing in which the scene has written nothing."""
    sealed = [
        (table.name, column.name)
        for table in METADATA.tables.values()
        for column in table.columns
        if column.name.startswith("sealed")
    ]
    assert len(sealed) >= 6
    with engine.connect() as on:
        return {
            f"{table}.{column}"
            for table, column in sealed
            if not on.exec_driver_sql(
                f'SELECT count(*) FROM "{table}" WHERE length("{column}") > 0'  # noqa: S608
            ).scalar()
        }


def written_ahead(engine: Engine) -> str:
    """How far the database has written ahead by now."""
    with engine.connect() as on:
        return str(on.exec_driver_sql("SELECT pg_current_wal_lsn()").scalar())


def in_database_files(engine: Engine, logs: Path, since: str) -> list[str]:
    """The files of this database in which one of the words stands in plain.

    With what the server logged, and what it wrote ahead since then.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as on:
        on.exec_driver_sql("CHECKPOINT")
        folder = Path(str(on.exec_driver_sql("SHOW data_directory").scalar()))
        number = on.exec_driver_sql(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        ).scalar()
        first, begin = on.exec_driver_sql(OFFSET, (since,)).one()
        last, end = on.exec_driver_sql(OFFSET, (written_ahead(engine),)).one()
    found = {str(path): path.read_bytes() for path in logs.rglob("*.log")}
    assert found
    for path in (folder / "base" / str(number)).iterdir():
        found[path.name] = path.read_bytes()
    assert len(found) > 200
    for path in (folder / "pg_wal").iterdir():
        if first <= path.name <= last and len(path.name) == len(last):
            ahead = path.read_bytes()[: end if path.name == last else None]
            found[f"ahead {path.name}"] = ahead[begin if path.name == first else 0 :]
    assert f"ahead {last}" in found
    return [name for name, content in found.items() if STEM in content.lower()]


def in_valkey(redis: Redis) -> Places:
    """What stands in the queue and in whatever else is kept in Valkey."""
    read: Mapping[Any, Callable[[Any], Any]] = {
        b"string": redis.get,
        b"list": lambda key: redis.lrange(key, 0, -1),
        b"set": redis.smembers,
        b"zset": lambda key: redis.zrange(key, 0, -1),
        b"hash": redis.hgetall,
    }
    found: dict[str, set[str]] = {}
    for key in redis.scan_iter("*"):
        kept = read[redis.type(key)](key)
        _note(found, str(key), [key, str(kept), *(kept if isinstance(kept, list) else ())])
    return found


def in_folder(folder: Path) -> Places:
    """What stands in files that the platform wrote, letters and texts among them."""
    found: dict[str, set[str]] = {}
    for path in folder.rglob("*"):
        if path.is_file():
            found[str(path)] = in_letter(path.read_bytes())
    return {name: places for name, places in found.items() if places}


def _note(found: dict[str, set[str]], name: str, values: Iterable[object]) -> None:
    for value in values:
        content = value if isinstance(value, bytes) else str(value).encode()
        if places := marks_in(content):
            found.setdefault(name, set()).update(places)

"""The base of every table, the engine, sessions, and how many rows a statement changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from select import POLLIN, poll
from time import monotonic
from typing import Any, cast
from uuid import UUID

from psycopg import Connection, Cursor
from psycopg import Error as PsycopgError
from psycopg.pq import Format
from sqlalchemy import (
    CursorResult,
    DateTime,
    Engine,
    Executable,
    MetaData,
    Text,
    create_engine,
    event,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine.interfaces import DBAPIConnection, ExecutionContext
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection
from uuid_utils.compat import uuid7

from app.kit.errors import BeingRestored
from app.kit.sealing import MasterKeys

# Seconds in which nothing on the way drops a connection that nobody uses.
LONG_REST = 30.0
# Held by whoever puts everything back from a backup; any number, the same for every process.
RESTORE_LOCK = 7_221_145
# Takes it beside others and gives it back: no, while it is held alone. One journey.
IS_FREE = f"""
    SELECT CASE WHEN pg_try_advisory_lock_shared({RESTORE_LOCK})
           THEN pg_advisory_unlock_shared({RESTORE_LOCK}) ELSE false END
"""
# A statement with this option gets its answer in bytes.
AS_BYTES = "as_bytes"
# Where a session keeps its master keys.
KEYS = "master_keys"
NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """A table of the platform; every time is kept in UTC with its zone."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - read by SQLAlchemy as a class attribute
        datetime: DateTime(timezone=True),
        str: Text,
        dict[str, Any]: JSONB,
        list[Any]: JSONB,
    }


def new_id() -> UUID:
    """An id that sorts by time of making and cannot be guessed (UUID version 7)."""
    return uuid7()


class Row:
    """A table whose rows are known by an id that cannot be guessed."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-10)


def as_array(ids: Iterable[str]) -> str:
    """Ids as PostgreSQL writes an array, to be cast; to hand each over by itself takes longer."""
    return f"{{{','.join(ids)}}}"


def connect(url: str, *, pool_size: int = 5, long_rest: float = LONG_REST) -> Engine:
    """An engine for `url`, in UTC, that notices a lost server before it is used.

    A connection that nobody used for `long_rest` seconds is asked whether it still works. While
    everything is put back from a backup none is made: whoever asks gets BeingRestored.
    """
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=5,
        pool_timeout=5,
        # An error's text goes to the log; what people wrote must not.
        hide_parameters=True,
        connect_args={"options": "-c timezone=UTC", "connect_timeout": 5},
    )
    _watch(engine, long_rest)
    event.listen(engine, "connect", _keep_out_while_restoring)
    event.listen(engine, "before_cursor_execute", _ask_for_bytes)
    return engine


def _keep_out_while_restoring(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Use no new connection while a backup is put back; a restore ends those that are there.

    So it is asked for once a connection, and no page pays for it.
    Raises: BeingRestored.
    """
    ours = cast("Connection[tuple[bool]]", connection)
    found = ours.execute(IS_FREE).fetchone()
    ours.rollback()
    if not found or not found[0]:
        ours.close()
        raise BeingRestored


def _ask_for_bytes(_connection: object, cursor: Cursor[Any], *rest: Any) -> None:
    """Let a statement with the option AS_BYTES get its answer in the database's own format.

    Sealed texts come as they are then, and not spelt out in letters that take twice the room.
    """
    context: ExecutionContext | None = rest[2]
    if context is not None and AS_BYTES in context.execution_options:
        cursor.format = Format.BINARY


def _watch(engine: Engine, long_rest: float) -> None:
    """Let the pool connect again where the server has gone.

    A server that stops closes its end, which the system tells us at no cost; asking it each time
    would make every page wait for one more answer. After a long rest we ask all the same, since
    something on the way may have dropped the connection without a word.
    """

    @event.listens_for(engine, "checkin")
    def note(_connection: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
        record.info["rests_since"] = monotonic()

    @event.listens_for(engine, "checkout")
    def look(
        connection: DBAPIConnection, record: ConnectionPoolEntry, _: PoolProxiedConnection
    ) -> None:
        ours = cast("Connection[object]", connection)
        rest = monotonic() - record.info.get("rests_since", monotonic())
        if ours.closed or _was_told(ours) or (rest > long_rest and not _answers(ours)):
            raise InvalidatePoolError


def _was_told(connection: Connection[object]) -> bool:
    """Whether something came without being asked for: a server says no more than goodbye."""
    waiting = poll()
    waiting.register(connection.fileno(), POLLIN)
    return bool(waiting.poll(0))


def _answers(connection: Connection[object]) -> bool:
    try:
        connection.execute("")
        connection.rollback()
    except PsycopgError:
        return False
    return True


def changed(db: Session, statement: Executable, facts: Mapping[str, Any] | None = None) -> int:
    """Run a statement that writes, and say how many rows it wrote. One statement."""
    return cast("CursorResult[Any]", db.execute(statement, facts)).rowcount


def sql_words(words: Iterable[str]) -> str:
    """Words of ours as a condition of the database reads them, such as `'a','b'`."""
    return ",".join(f"'{word}'" for word in words)


def session_maker(engine: Engine, keys: MasterKeys | None = None) -> sessionmaker[Session]:
    """Sessions that keep what they read after a commit, so that pages can still show it.

    `keys` open private writing; a session without them reads and writes all else.
    """
    return sessionmaker(engine, expire_on_commit=False, info={KEYS: keys})


def master_keys(db: Session) -> MasterKeys:
    """The master keys that this session was made with.

    Raises: LookupError when it was made without any.
    """
    keys: MasterKeys | None = db.info.get(KEYS)
    if keys is None:
        message = "this session has no keys for private writing"
        raise LookupError(message)
    return keys

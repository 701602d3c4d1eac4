"""The base of every table, the engine and the count of statements."""

from __future__ import annotations

from datetime import datetime
from select import POLLIN, poll
from time import monotonic
from typing import Any, cast
from uuid import UUID

from psycopg import Connection
from psycopg import Error as PsycopgError
from sqlalchemy import DateTime, Engine, MetaData, Text, create_engine, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection
from uuid_utils.compat import uuid7

# Seconds after which a connection that nobody used is asked whether it still works.
LONG_REST = 30.0
RESTS_SINCE = "rests_since"
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


def connect(url: str, *, pool_size: int = 5) -> Engine:
    """An engine for `url`, in UTC, that notices a lost server before it is used."""
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=5,
        pool_timeout=5,
        # An error's text goes to the log; what people wrote must not.
        hide_parameters=True,
        connect_args={"options": "-c timezone=UTC", "connect_timeout": 5},
    )
    event.listen(engine, "checkin", _note_rest)
    event.listen(engine, "checkout", _look)
    return engine


def _note_rest(_connection: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
    record.info[RESTS_SINCE] = monotonic()


def _look(
    connection: DBAPIConnection, record: ConnectionPoolEntry, _borrowed: PoolProxiedConnection
) -> None:
    """Let the pool connect again where the server has gone.

    A server that stops closes its end, which the system tells us at no cost; asking it each time
    would make every page wait for one more answer. After a long rest we ask all the same, since
    something on the way may have dropped the connection without a word.
    """
    waiting = poll()
    waiting.register(cast("Connection[object]", connection).fileno(), POLLIN)
    rest = monotonic() - record.info.get(RESTS_SINCE, monotonic())
    if waiting.poll(0) or (rest > LONG_REST and not _answers(connection)):
        raise InvalidatePoolError


def _answers(connection: DBAPIConnection) -> bool:
    asked = cast("Connection[object]", connection)
    try:
        asked.execute("")
        asked.rollback()
    except PsycopgError:
        return False
    return True


def session_maker(engine: Engine) -> sessionmaker[Session]:
    """Sessions that keep what they read after a commit, so that pages can still show it."""
    return sessionmaker(engine, expire_on_commit=False)

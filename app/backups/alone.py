"""Having a database to oneself: whoever works in it is sent away, and waits until it is free."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from psycopg import Connection, Error, connect
from sqlalchemy.engine import make_url

from app.backups.errors import CannotRestore, RestoringAlready
from app.kit.db import RESTORE_LOCK

# Of everybody else who works in this database as this role: their statements end here and now.
SEND_AWAY = """
    SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
    WHERE datname = current_database() AND usename = current_user
      AND backend_type = 'client backend' AND pid <> %s
"""


@contextmanager
def alone(url: str) -> Iterator[Connection]:
    """Hold the database's lock of restores: nobody can connect until it is given back.

    Pages then answer that everything is being put back, and workers wait; when the connection
    ends, however it ends, they go on by themselves. Each statement on it is a transaction.
    Raises: RestoringAlready, CannotRestore.
    """
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        line = connect(address, autocommit=True, options="-c timezone=UTC", connect_timeout=5)
    except Error:
        raise CannotRestore("The database does not answer. Nothing was changed.") from None
    with line:
        found = line.execute("SELECT pg_try_advisory_lock(%s)", [RESTORE_LOCK]).fetchone()
        if not found or not found[0]:
            raise RestoringAlready
        try:
            yield line
        finally:
            _give_back(line)


def _give_back(line: Connection) -> None:
    """Let others in at once: a server takes its time to see that a connection has ended."""
    with suppress(Error):
        line.execute("SELECT pg_advisory_unlock(%s)", [RESTORE_LOCK])


def send_away(line: Connection) -> None:
    """End every other connection of this role, and wait for that; who comes again sees the lock."""
    line.execute(SEND_AWAY, [line.info.backend_pid])

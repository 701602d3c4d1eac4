"""A PostgreSQL server of our own, from the programs in a wheel."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path
from typing import Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from app.gateways.embedded.claim import Claim
from app.gateways.embedded.leftovers import settle_postgres
from app.gateways.embedded.places import (
    POINTER,
    home_for,
    make_data_dir,
    make_private,
    socket_folder,
    unprivileged,
)
from app.gateways.embedded.process import ServerProcess, run_as
from app.gateways.embedded.programs import postgres_programs
from app.gateways.embedded.refusals import ANOTHER_FOLDER, CannotStart

USER = "app"
DATABASE = "dlp"
START_LIMIT = 60.0
# What data that goes when the server stops can do without.
SPARED = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
STOPPING = [signal.SIGINT, signal.SIGQUIT, signal.SIGKILL]


class EmbeddedPostgres:
    """One server and one data folder; a context manager that starts and stops it."""

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        """With `durable=False` (tests) nothing is synced, and the data goes when it stops.

        Raises: CannotStart when the folder cannot be used.
        """
        self.data_dir = make_data_dir(data_dir)
        self.durable = durable
        self._owner = unprivileged(self._known_home() / "postgres")
        self._home = home_for(self.data_dir, self._owner, durable=durable)
        self._data = self._home / "postgres"
        self._sockets = socket_folder(self._home, "postgres")
        self._claim = Claim(self.data_dir / "postgres.lock")
        self._server = ServerProcess("PostgreSQL", self.data_dir / "postgres.log", self._owner)

    @property
    def url(self) -> str:
        """The address of the main database, for SQLAlchemy."""
        return self.url_of(DATABASE)

    def url_of(self, database: str) -> str:
        """The address of one of its databases, for SQLAlchemy."""
        return f"postgresql+psycopg://{USER}@/{database}?host={quote(str(self._sockets))}"

    @property
    def home(self) -> Path:
        """The folder that holds its data; `data_dir`, unless the server's user cannot go there."""
        return self._home

    @property
    def pid(self) -> int:
        """The running server's process."""
        return self._server.pid

    @property
    def env(self) -> dict[str, str]:
        """All that the server may know of our environment."""
        return {"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/bin:/bin"}

    def command(self) -> list[str]:
        """The server in the foreground."""
        chosen = {"listen_addresses": "", "unix_socket_directories": str(self._sockets)}
        chosen |= {"timezone": "UTC", "log_timezone": "UTC", "max_connections": "60"}
        # Its own guess is for disks that turn: it would read a whole table for a tenth of it.
        chosen |= {"random_page_cost": "1.1"}
        if not self.durable:
            chosen |= dict.fromkeys(SPARED, "off")
            chosen |= {"wal_level": "minimal", "max_wal_senders": "0"}
        flags = [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]
        return [str(self._program("postgres")), "-D", str(self._data), *flags]

    def start(self) -> None:
        """Make the data folder the first time, start, and wait for the first answer.

        Raises: CannotStart with what is in the way, e.g. that it is running already.
        """
        if not self._claim.take():
            message = f"The database in {self.data_dir} is running already."
            raise CannotStart(f"{message} {ANOTHER_FOLDER}")
        try:
            settle_postgres(self._data)
            self._make()
            make_private(self._sockets, self._owner)
            self._server.start(self.command(), self.env, self._home, signal.SIGINT)
            self._server.wait_until(self._answers, START_LIMIT)
            if not self._has(DATABASE):
                self.create_database(DATABASE)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End it without waiting for clients, and leave no socket; safe to call twice."""
        self._server.stop(STOPPING, 10)
        shutil.rmtree(self._sockets, ignore_errors=True)
        if not self.durable:
            self._forget()
        self._claim.give_back()

    def create_database(self, name: str, template: str | None = None) -> str:
        """Make a database, as a copy of `template` where given, and return its address."""
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        with self._connect() as db:
            db.execute(make.format(sql.Identifier(name), sql.Identifier(template or "template0")))
        return self.url_of(name)

    def drop_database(self, name: str) -> None:
        """Remove a database, with whoever is connected to it."""
        with self._connect() as db:
            db.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()

    def _known_home(self) -> Path:
        pointer = self.data_dir / POINTER
        return Path(pointer.read_text().strip()) if pointer.is_file() else self.data_dir

    def _program(self, name: str) -> Path:
        return postgres_programs(self._home, self._owner) / name

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self._sockets),
            user=USER,
            dbname="postgres",
            autocommit=True,
            connect_timeout=2,
        )

    def _answers(self) -> bool:
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _has(self, database: str) -> bool:
        with self._connect() as db:
            found = db.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
            return found.fetchone() is not None

    def _make(self) -> None:
        """Make the cluster beside its place and move it there, so that half of one never counts."""
        if self._data.exists():
            if not os.access(self._data, os.R_OK | os.X_OK):
                message = f"{self._data} belongs to another user."
                raise CannotStart(f"{message} {ANOTHER_FOLDER}")
            return
        half = self._home / "postgres-half-made"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        if self._owner:
            os.chown(half, self._owner.uid, self._owner.gid)
        argv = [
            str(self._program("initdb")),
            "-D",
            str(half),
            "-U",
            USER,
            "--auth=trust",
        ]
        argv += [
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
        ]
        argv += ["--no-instructions"] if self.durable else ["--no-instructions", "--no-sync"]
        failed = run_as(self._owner, argv, self.env)
        if failed:
            message = f"We could not make a database in {self._home}: {failed.strip()}"
            raise CannotStart(message)
        half.rename(self._data)

    def _forget(self) -> None:
        shutil.rmtree(self._data, ignore_errors=True)
        if self._home != self.data_dir:
            shutil.rmtree(self._home, ignore_errors=True)
            (self.data_dir / POINTER).unlink(missing_ok=True)

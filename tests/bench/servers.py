"""The stores as in production, and web servers on them, for as long as the bench runs."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from app.gateways.embedded.postgres import EmbeddedPostgres
from app.gateways.embedded.valkey import EmbeddedValkey
from app.kit.db import connect
from app.launch import commands
from app.settings import Settings, read_settings
from tests.bench.client import HOST, Line
from tests.bench.processes import cpu_seconds
from tests.gateways.ordinary import fresh_folder

WORKERS = 2
START_LIMIT = 30.0
BARE_DATABASE = "bare"


@dataclass(frozen=True)
class Stores:
    """Both stores, durable, with a database for the product and one for the bare version."""

    folder: Path
    database_url: str
    bare_url: str
    redis_url: str
    pids: Sequence[int]

    def environ(self, *, port: int, mail_port: int) -> dict[str, str]:
        """What a production deployment would set."""
        return {
            "DLP_DATA_DIR": str(self.folder / "instance"),
            "DLP_DATABASE_URL": self.database_url,
            "DLP_REDIS_URL": self.redis_url,
            "DLP_MAIL_URL": f"smtp://{HOST}:{mail_port}",
            "DLP_BASE_URL": f"http://{HOST}:{port}",
            "DLP_SECRET_KEY": "a secret that only the bench uses",
            "DLP_WORKERS": str(WORKERS),
        }

    def take_stock(self) -> None:
        """Let PostgreSQL count what is in both databases, as it does by itself after a minute."""
        for url in (self.database_url, self.bare_url):
            with connect(url).begin() as db:
                db.execute(text("ANALYZE"))

    def settings(self, *, port: int, mail_port: int) -> Settings:
        """The same, read as the product reads it."""
        return read_settings(self.environ(port=port, mail_port=mail_port))


@dataclass(frozen=True)
class Site:
    """A web server that answers, and the processes whose time its requests cost."""

    port: int
    pid: int
    roots: Sequence[int]
    # Seconds from starting the process to its first answer: on the clock, and of a processor.
    started_in: float
    start_cost: float


@contextmanager
def stores() -> Iterator[Stores]:
    """PostgreSQL and Valkey that keep what they are given; all of it goes afterwards."""
    with ExitStack() as stack:
        folder = stack.enter_context(fresh_folder())
        postgres = stack.enter_context(EmbeddedPostgres(folder / "postgres"))
        valkey = stack.enter_context(EmbeddedValkey(folder / "valkey"))
        bare_url = postgres.create_database(BARE_DATABASE)
        pids = (postgres.pid, valkey.pid)
        yield Stores(folder, postgres.url, bare_url, valkey.url, pids)


@contextmanager
def product_site(on: Stores, *, port: int, mail_port: int) -> Iterator[Site]:
    """The product's web part, started by the very command that `dlp up` uses."""
    command = commands.web(f"{HOST}:{port}", WORKERS)
    environ = on.environ(port=port, mail_port=mail_port)
    with _site(on, command, environ, port, "/healthz") as site:
        yield site


@contextmanager
def bare_site(on: Stores, *, port: int) -> Iterator[Site]:
    """The bare application under the same server with the same settings."""
    command = commands.web(f"{HOST}:{port}", WORKERS)
    # What our server thinks of its disk is good for large tables and slows this small one.
    plain = f"{on.bare_url}&options=-crandom_page_cost%3D4"
    command[-1] = f"tests.bench.bare:make_app({plain!r})"
    with _site(on, command, {}, port, "/in/1") as site:
        yield site


@contextmanager
def _site(
    on: Stores, command: Sequence[str], environ: dict[str, str], port: int, path: str
) -> Iterator[Site]:
    environ = {"PATH": "/usr/bin:/bin", "HOME": str(on.folder), **environ}
    with (on.folder / f"web-{port}.log").open("ab") as log:
        begun = time.monotonic()
        web = subprocess.Popen(
            command, env=environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        try:
            _wait(web, port, path)
            started_in, start_cost = time.monotonic() - begun, cpu_seconds([web.pid])
            yield Site(port, web.pid, (web.pid, *on.pids), started_in, start_cost)
        finally:
            web.terminate()
            web.wait(20)


def free_port() -> int:
    """A port that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait(web: subprocess.Popen[bytes], port: int, path: str) -> None:
    limit = time.monotonic() + START_LIMIT
    while time.monotonic() < limit and web.poll() is None:
        try:
            with Line(port) as line:
                if line.send("GET", path, {}).status == 200:
                    return
        except OSError:
            time.sleep(0.01)
    raise TimeoutError(f"no answer to {path}; the log is web-{port}.log")

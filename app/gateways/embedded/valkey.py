"""A Valkey server of our own, from the program in a wheel."""

from __future__ import annotations

import shutil
import signal
import time
from pathlib import Path
from typing import Self

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.gateways.embedded.claim import Claim
from app.gateways.embedded.places import make_data_dir, make_private, socket_folder
from app.gateways.embedded.process import ServerProcess
from app.gateways.embedded.programs import valkey_program
from app.gateways.embedded.refusals import ANOTHER_FOLDER, CannotStart

START_LIMIT = 30.0
LEFTOVER_LIMIT = 10.0
STOPPING = [signal.SIGTERM, signal.SIGKILL]


class EmbeddedValkey:
    """One server and one data folder; a context manager that starts and stops it."""

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        """With `durable=False` (tests) nothing is kept.

        Raises: CannotStart when the folder cannot be used.
        """
        self.data_dir = make_data_dir(data_dir)
        self.durable = durable
        self._data = self.data_dir / "valkey"
        self._sockets = socket_folder(self.data_dir, "valkey")
        self._socket = self._sockets / "valkey.sock"
        self._claim = Claim(self.data_dir / "valkey.lock")
        self._server = ServerProcess("Valkey", self.data_dir / "valkey.log")

    @property
    def url(self) -> str:
        """Its address as Celery and our settings write it."""
        return f"redis+socket://{self._socket}?virtual_host=0"

    @property
    def pid(self) -> int:
        """The running server's process."""
        return self._server.pid

    @property
    def env(self) -> dict[str, str]:
        """All that the server may know of our environment."""
        return {"LC_ALL": "C", "PATH": "/usr/bin:/bin"}

    def command(self) -> list[str]:
        """The server in the foreground, to be run inside its data folder."""
        flags = [
            "--port",
            "0",
            "--unixsocket",
            str(self._socket),
            "--unixsocketperm",
            "700",
        ]
        flags += ["--appendonly", "yes" if self.durable else "no", "--save", ""]
        flags += [
            "--maxmemory-policy",
            "noeviction",
            "--loglevel",
            "warning",
            "--dir",
            ".",
        ]
        return [str(valkey_program()), *flags]

    def start(self) -> None:
        """Start, and wait for the first answer.

        Raises: CannotStart with what is in the way, e.g. that it is running already.
        """
        if not self._claim.take():
            message = f"The queue in {self.data_dir} is running already."
            raise CannotStart(f"{message} {ANOTHER_FOLDER}")
        try:
            self._settle()
            self._data.mkdir(mode=0o700, exist_ok=True)
            make_private(self._sockets, None)
            self._server.start(self.command(), self.env, self._data, signal.SIGTERM)
            self._server.wait_until(self._answers, START_LIMIT)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End it and leave no socket; safe to call twice."""
        self._server.stop(STOPPING, 10)
        shutil.rmtree(self._sockets, ignore_errors=True)
        if not self.durable:
            shutil.rmtree(self._data, ignore_errors=True)
        self._claim.give_back()

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()

    def _client(self) -> redis.Redis:
        once = Retry(NoBackoff(), 0)
        return redis.Redis(unix_socket_path=str(self._socket), socket_timeout=2, retry=once)

    def _answers(self) -> bool:
        try:
            with self._client() as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def _settle(self) -> None:
        """End the server that a killed run left: we hold the claim, so it has no user."""
        limit = time.monotonic() + LEFTOVER_LIMIT
        while self._answers():
            if time.monotonic() > limit:
                message = "An earlier Valkey does not stop. End it, then try again."
                raise CannotStart(message)
            with self._client() as client:
                client.shutdown(nosave=True)
            time.sleep(0.05)

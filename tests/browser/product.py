"""The whole product as one process group in a folder of its own: stores, web, worker, schedule."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text

from app.gateways.embedded.process import end_with_parent
from app.launch.stores import claim_on, read_note
from tests.browser.mailbox import Mailbox, Phones
from tests.gateways.ordinary import fresh_folder
from tests.launch.waiting import until

ROOT = Path(__file__).parents[2]
# A limit for a machine that does much else, not a wait.
STARTS = 150.0
ENDS = 20.0
# Nobody has quiet hours from the beginning, so that letters come at whatever hour the tests run.
WITHOUT_QUIET_HOURS = """
    CREATE OR REPLACE FUNCTION without_quiet_hours() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.quiet_from := '00:00';
        NEW.quiet_until := '00:00';
        RETURN NEW;
    END $$;
    CREATE OR REPLACE TRIGGER without_quiet_hours BEFORE INSERT ON person
    FOR EACH ROW EXECUTE FUNCTION without_quiet_hours();
"""


@dataclass(frozen=True)
class Product:
    """A running platform without a demo, and where it keeps things."""

    folder: Path
    port: int

    @property
    def address(self) -> str:
        """Where people open it."""
        return f"http://localhost:{self.port}"

    def said(self) -> str:
        """The last that it printed, faults among it."""
        return self.log.read_text()[-3000:]

    @property
    def log(self) -> Path:
        """Where it prints."""
        return self.folder.with_name("log")

    @property
    def mailbox(self) -> Mailbox:
        """All letters that it has sent."""
        return Mailbox(self.folder / "mail")

    @property
    def phones(self) -> Phones:
        """All texts that it has sent."""
        return Phones(self.folder / "texts")

    def dlp(self, *words: str) -> str:
        """What a `dlp` command says that somebody runs who looks after the platform."""
        done = subprocess.run(
            [sys.executable, "-m", "app.cli", *words],
            cwd=self.folder,
            env=_environment(self.folder),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=STARTS,
        )
        return done.stdout

    @contextmanager
    def worker_asleep(self) -> Iterator[None]:
        """Meanwhile the worker does nothing, so that one can see what people see until it does."""
        # Not its minder, which would then not end it when the tests are killed.
        asleep = [
            pid
            for pid, line in _processes(self.folder).items()
            if " worker " in line and "minder" not in line
        ]
        assert asleep, "no worker runs"
        _signal(asleep, signal.SIGSTOP)
        try:
            yield
        finally:
            _signal(asleep, signal.SIGCONT)


@contextmanager
def running_product() -> Iterator[Product]:
    """Everything, as `make run` starts it, until the end of the block; nothing is left then."""
    with fresh_folder("data") as folder:
        folder.mkdir()
        product = Product(folder, _free_port())
        launcher = launch(product)
        try:
            wait_until_started(launcher, product)
            yield product
        finally:
            _end(launcher, folder)


class Mortal:
    """A product of one's own that can be killed and started again, with all that it keeps."""

    def __init__(self, folder: Path) -> None:
        self.product = Product(folder, _free_port())
        self._launcher = launch(self.product)
        wait_until_started(self._launcher, self.product)

    def kill(self) -> None:
        """End all of it at once, in the middle of whatever it does."""
        _signal(list(_processes(self.product.folder)), signal.SIGKILL)
        self._launcher.wait(ENDS)
        until(lambda: not _processes(self.product.folder), "nothing of it runs")

    def start(self) -> None:
        """Start it again where it was."""
        self._launcher = launch(self.product)
        wait_until_started(self._launcher, self.product)

    def end(self) -> None:
        """End it as people end it."""
        _end(self._launcher, self.product.folder)


@contextmanager
def mortal_product() -> Iterator[Mortal]:
    """One of them; nothing is left at the end of the block."""
    with fresh_folder("data") as folder:
        folder.mkdir()
        made = Mortal(folder)
        try:
            yield made
        finally:
            made.end()


def launch(product: Product) -> subprocess.Popen[bytes]:
    """Start everything; what it prints goes to a fresh log."""
    with product.log.open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "app.cli", "up", "--no-demo", "--port", str(product.port)],
            cwd=product.folder,
            env=_environment(product.folder),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            # A killed test run takes the product with it.
            preexec_fn=end_with_parent(signal.SIGTERM),  # noqa: PLW1509
        )


def wait_until_started(launcher: subprocess.Popen[bytes], product: Product) -> None:
    """Return once it answers; fail with what it printed when it ends instead."""
    until(
        lambda: launcher.poll() is not None or product.address in product.said(),
        "the product starts",
        STARTS,
    )
    assert launcher.poll() is None, product.said()
    engine = create_engine(read_note(claim_on(product.folder)).database_url)
    with engine.begin() as connection:
        connection.execute(text(WITHOUT_QUIET_HOURS))
    engine.dispose()


def _end(launcher: subprocess.Popen[bytes], folder: Path) -> None:
    launcher.terminate()
    try:
        launcher.wait(ENDS)
    finally:
        launcher.kill()
        launcher.wait()
    until(lambda: not _processes(folder), f"nothing is left: {_processes(folder)}")


def _environment(folder: Path) -> dict[str, str]:
    """This environment without settings of its own; the working folder has no `.env` either."""
    inherited = os.environ.items()
    kept = {name: value for name, value in inherited if not name.startswith("DLP_")}
    # A lead looks on for longer than a month in some stories, without a second step.
    ours = {"DLP_DATA_DIR": str(folder), "DLP_LEAD_GRACE_DAYS": "365"}
    return {**kept, **ours, "PYTHONPATH": str(ROOT)}


def _processes(folder: Path) -> dict[int, str]:
    """The command lines of all processes of the product in `folder`, by number."""
    mark = f"DLP_DATA_DIR={folder}\0".encode()
    found: dict[int, str] = {}
    for entry in Path("/proc").iterdir():
        try:
            number = int(entry.name)
            line = (entry / "cmdline").read_bytes()
            if mark in (entry / "environ").read_bytes() or str(folder).encode() in line:
                found[number] = line.replace(b"\0", b" ").decode(errors="replace")
        except (OSError, ValueError):
            continue
    return found


def _signal(numbers: list[int], sign: signal.Signals) -> None:
    for number in numbers:
        os.kill(number, sign)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

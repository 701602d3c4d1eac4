"""One command starts everything, says where it is, and leaves nothing running."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import create_engine, text

from app.launch.stores import borrowed
from app.settings import read_settings
from tests.gateways.ordinary import fresh_folder
from tests.launch.waiting import running, until

Run = subprocess.Popen[bytes]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder that others cannot enter."""
    with fresh_folder("data") as found:
        yield found


@pytest.fixture
def port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def launched(folder: Path, port: int, kind: str = "fake") -> Iterator[Run]:
    """A running launch, which is killed when the test has not ended it."""
    log = folder.with_suffix(".out")
    with log.open("wb") as output:
        run = subprocess.Popen(
            [sys.executable, "-m", "tests.launch.stand_in", str(folder), str(port), kind],
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        yield run
    finally:
        run.kill()
        run.wait()
        until(lambda: not running(str(folder)), f"nothing is left: {running(str(folder))}")


def said(folder: Path) -> str:
    """What the launch printed so far."""
    return folder.with_suffix(".out").read_text()


def wait_for_address(folder: Path, port: int) -> None:
    """Return when the address is printed, which is when it can be opened."""
    until(lambda: f"Open http://localhost:{port}" in said(folder), f"an address: {said(folder)}")


def named(folder: Path, part: str) -> list[int]:
    """The processes of the part with these words in its command, oldest first."""
    found = running(str(folder)).items()
    return sorted(pid for pid, line in found if part in line and "app.launch" not in line)


def second(folder: Path, port: int) -> subprocess.CompletedProcess[str]:
    """Another launch, which is expected to refuse."""
    argv = [sys.executable, "-m", "tests.launch.stand_in", str(folder), str(port), "fake"]
    return subprocess.run(argv, capture_output=True, text=True, timeout=20, check=False)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_being_asked_to_stop_ends_all_of_it(folder: Path, port: int, sign: signal.Signals) -> None:
    with launched(folder, port) as run:
        wait_for_address(folder, port)
        with socket.create_connection(("127.0.0.1", port)):
            pass
        # A terminal sends the signal to the whole group.
        os.killpg(run.pid, sign)
        assert run.wait(15) == 0
        assert not running(str(folder))
        assert "Traceback" not in said(folder)


def test_killing_the_launcher_leaves_nothing_running(folder: Path, port: int) -> None:
    with launched(folder, port, "stores") as run:
        wait_for_address(folder, port)
        run.kill()
        run.wait()
        until(lambda: not running(str(folder)), f"all of it ends: {running(str(folder))}")
    with launched(folder, port):
        wait_for_address(folder, port)


@pytest.mark.parametrize("part", ["import sys", "& wait", "echo"])
def test_the_death_of_one_part_ends_all_of_it(folder: Path, port: int, part: str) -> None:
    with launched(folder, port) as run:
        wait_for_address(folder, port)
        until(lambda: named(folder, part), f"the part with {part}")
        os.kill(named(folder, part)[0], signal.SIGKILL)
        assert run.wait(15) == 1
        assert not running(str(folder))
        assert "stopped by itself" in said(folder)


def test_the_death_of_a_minder_ends_all_of_it(folder: Path, port: int) -> None:
    with launched(folder, port) as run:
        wait_for_address(folder, port)
        minder = next(
            pid
            for pid, line in running(str(folder)).items()
            if "app.launch.minder" in line and "import sys" in line
        )
        os.kill(minder, signal.SIGKILL)
        assert run.wait(15) == 1
        until(lambda: not running(str(folder)), f"all of it ends: {running(str(folder))}")


def test_the_death_of_a_store_ends_all_of_it(folder: Path, port: int) -> None:
    with launched(folder, port, "stores") as run:
        wait_for_address(folder, port)
        with Redis(unix_socket_path=redis_socket(folder)) as client:
            pid = client.info("server")["process_id"]
        os.kill(pid, signal.SIGKILL)
        assert run.wait(15) == 1
        assert "Valkey has stopped, so everything stops." in said(folder)
        assert not running(str(folder))


def redis_socket(folder: Path) -> str:
    """The socket of the running Valkey, as the parts are told."""
    address = next(line for line in said(folder).splitlines() if "redis+socket://" in line)
    return address.partition("redis+socket://")[2].partition("?")[0]


def test_stopping_while_it_starts_leaves_nothing_running(folder: Path, port: int) -> None:
    with launched(folder, port, "stores") as run:
        until(lambda: "Starting PostgreSQL" in said(folder), "the first line")
        os.killpg(run.pid, signal.SIGINT)
        assert run.wait(15) == 0
        assert not running(str(folder))


def test_a_second_run_and_a_taken_port_are_told_in_a_sentence(folder: Path, port: int) -> None:
    with launched(folder, port):
        wait_for_address(folder, port)
        again = second(folder, port)
        assert again.returncode == 1
        assert f"running already at http://localhost:{port}. Stop it with Ctrl-C" in again.stderr
        elsewhere = second(folder.with_name("other"), port)
        assert elsewhere.returncode == 1
        assert f"Port {port} is taken by another program." in elsewhere.stderr
        assert "make run PORT=" in elsewhere.stderr
        assert "Traceback" not in again.stderr + elsewhere.stderr


def test_a_port_that_cannot_be_is_told_in_a_sentence(folder: Path) -> None:
    refused = second(folder, 70000)
    assert refused.returncode == 1
    assert "PORT=70000: a port is a number from 1 to 65535." in refused.stderr


def test_a_command_works_with_the_stores_that_run_or_starts_them(folder: Path, port: int) -> None:
    settings = read_settings({"DLP_DATA_DIR": str(folder)})
    with borrowed(settings) as mine:
        engine = create_engine(mine.database_url or "")
        with engine.begin() as db:
            db.execute(text("CREATE TABLE kept AS SELECT 7 AS n"))
        engine.dispose()
    assert not running(str(folder))
    with launched(folder, port, "stores"):
        wait_for_address(folder, port)
        with borrowed(settings) as theirs:
            engine = create_engine(theirs.database_url or "")
            with engine.connect() as db:
                assert db.scalar(text("SELECT n FROM kept")) == 7
            engine.dispose()
            assert str(theirs.redis_url) in said(folder)

"""From nothing to a running platform, in the order that the parts need each other."""

from __future__ import annotations

import errno
import multiprocessing
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.gateways.embedded.claim import Claim
from app.gateways.embedded.refusals import CannotStart
from app.launch import commands
from app.launch.crew import Part, run
from app.launch.stores import claim_on, read_note, started, write_note
from app.settings import Settings

HOST = "127.0.0.1"
HIGHEST_PORT = 65535
# A run that was just killed takes a moment to clear up after itself.
CLEARING = 8.0


@dataclass(frozen=True)
class Step:
    """Something to do between the stores and the web: a label, and what does it.

    What it returns, if anything, is printed after the label.
    """

    label: str
    run: Callable[[Settings], str | None]


def parts_for(settings: Settings, port: int) -> list[Part]:
    """Web, worker and schedule as `settings` ask for them."""
    log = "debug" if settings.log == "debug" else "warning"
    return [
        Part("web", commands.web(f"{HOST}:{port}", settings.workers, log), port),
        Part("worker", commands.worker(settings.workers, log), after=port),
        Part("schedule", commands.beat(log), after=port),
    ]


def up(
    settings: Settings,
    port: int,
    environ: Mapping[str, str],
    *,
    steps: Sequence[Step],
    greeting: Callable[[Settings], Sequence[str]],
    parts: Callable[[Settings, int], Sequence[Part]] = parts_for,
) -> int:
    """Run the platform until a signal comes or a part ends; returns the exit status.

    `environ` is what the parts inherit. Nothing that was started here is left running.
    """
    # honcho's own processes must see the claim and these settings without importing us again.
    multiprocessing.set_start_method("fork", force=True)
    # Said for both: a shell starts what it puts in the background deaf to SIGINT.
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, _interrupt)
    try:
        with _only_one(settings) as claim:
            _check_port(port)
            with started(settings, _say) as (ready, pids):
                for step in steps:
                    _take(step, ready)
                write_note(claim, ready, settings.base_url)
                lines = ["", *greeting(ready), ""]
                _say("Starting web, worker and schedule")
                code = run(parts(ready, port), _environment(ready, environ), pids, lines)
                _say("Stopping")
                return code
    except CannotStart as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


@contextmanager
def _only_one(settings: Settings) -> Iterator[Claim]:
    claim = claim_on(settings.data_dir)
    limit = time.monotonic() + CLEARING
    while not claim.take():
        address = read_note(claim).address
        if address or time.monotonic() > limit:
            where = f" at {address}" if address else ""
            message = (
                f"The platform is running already{where}. Stop it with Ctrl-C where it runs, "
                "or set DLP_DATA_DIR to another folder to run a second one."
            )
            raise CannotStart(message)
        time.sleep(0.1)
    try:
        yield claim
    finally:
        claim.give_back()


def _check_port(port: int) -> None:
    if not 1 <= port <= HIGHEST_PORT:
        message = f"PORT={port}: a port is a number from 1 to {HIGHEST_PORT}."
        raise CannotStart(message)
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
    except OSError as trouble:
        why = "taken by another program" if trouble.errno == errno.EADDRINUSE else "not allowed"
        message = f"Port {port} is {why}. Choose another: make run PORT={port % 60000 + 1}"
        raise CannotStart(message) from None


def _environment(settings: Settings, environ: Mapping[str, str]) -> dict[str, str]:
    """What the parts are told: everything that was decided here, by name."""
    warnings = [environ["PYTHONWARNINGS"]] if environ.get("PYTHONWARNINGS") else []
    return {
        **environ,
        # `make run` works as root too, as the README says; Celery warns of it in ten lines.
        "PYTHONWARNINGS": ",".join([*warnings, "ignore:You're running the worker with superuser"]),
        "DLP_DATABASE_URL": settings.database_url or "",
        "DLP_REDIS_URL": settings.redis_url or "",
        "DLP_DATA_DIR": str(settings.data_dir),
        "DLP_BASE_URL": settings.base_url,
        # Where the web workers put their figures together for /metrics.
        "PROMETHEUS_MULTIPROC_DIR": str(_empty_folder(settings.data_dir / "metrics")),
        # A line for each page would bury the address; ask for it with DLP_LOG=info.
        "DLP_LOG": environ.get("DLP_LOG") or _calm(settings.log),
        "PYTHONUNBUFFERED": "1",
    }


def _calm(log: str) -> str:
    return "warning" if log == "info" else log


def _empty_folder(path: Path) -> Path:
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path


def _take(step: Step, settings: Settings) -> None:
    _say(step.label)
    begun = time.monotonic()
    detail = step.run(settings)
    took = time.monotonic() - begun
    _say(f"  {detail or 'done'} ({took:.1f} s)")


def _say(line: str) -> None:
    print(line, flush=True)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt

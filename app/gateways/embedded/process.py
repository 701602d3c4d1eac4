"""One server process that ends with the process that started it."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.gateways.embedded.refusals import CannotStart

PR_SET_PDEATHSIG = 1
LOG_KEPT = 1_000_000
LOG_TOLD = 600
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Owner:
    """The user that a server runs as, when it is not the user who starts it."""

    uid: int
    gid: int


def end_with_parent(sign: signal.Signals) -> Callable[[], None]:
    """What a new process does first, so that it gets `sign` when its parent is killed.

    Linux only; elsewhere it does nothing.
    """
    parent = os.getpid()

    def promise() -> None:
        if _LIBC is None:
            return
        _LIBC.prctl(PR_SET_PDEATHSIG, sign)
        if os.getppid() != parent:
            os._exit(1)

    return promise


def run_as(owner: Owner | None, argv: Sequence[str], env: Mapping[str, str]) -> str:
    """Run a short command as `owner` and return what it said when it failed, else nothing."""
    done = subprocess.run(
        argv,
        env=dict(env),
        cwd="/",
        check=False,
        capture_output=True,
        text=True,
        user=owner.uid if owner else None,
        group=owner.gid if owner else None,
        extra_groups=[] if owner else None,
    )
    return "" if done.returncode == 0 else (done.stderr or done.stdout or "no reason given")


class ServerProcess:
    """A server in the foreground, with its output in a log file."""

    def __init__(self, name: str, log: Path, owner: Owner | None = None) -> None:
        """`name` is what the person reads when it fails."""
        self.name = name
        self._log = log
        self._owner = owner
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process to watch.

        Raises: CannotStart when it is not running.
        """
        return self._running().pid

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            message = f"{self.name} is not running."
            raise CannotStart(message)
        return self._child

    def start(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        cwd: Path,
        ends: signal.Signals,
    ) -> None:
        """Start it in a session of its own, so that a Ctrl-C reaches it last, through us."""
        if self._log.exists() and self._log.stat().st_size > LOG_KEPT:
            self._log.unlink()
        with self._log.open("ab") as log:
            self._child = subprocess.Popen(
                argv,
                env=dict(env),
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                # Nothing else can leave no server behind after a kill -9 of ours.
                preexec_fn=end_with_parent(ends),  # noqa: PLW1509
                user=self._owner.uid if self._owner else None,
                group=self._owner.gid if self._owner else None,
                extra_groups=[] if self._owner else None,
            )

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Return when `ready()` is true.

        Raises: CannotStart when the process ends first or `seconds` have passed.
        """
        child = self._running()
        limit = time.monotonic() + seconds
        while not ready():
            if child.poll() is not None:
                self._child = None
                message = f"{self.name} did not start. It said: {self.last_words()}"
                raise CannotStart(message)
            if time.monotonic() > limit:
                self.stop([signal.SIGKILL], 5)
                message = f"{self.name} gave no answer in {seconds:.0f} seconds; see {self._log}."
                raise CannotStart(message)
            time.sleep(0.02)

    def last_words(self) -> str:
        """The end of its log, for the person who must mend it."""
        with suppress(OSError):
            return self._log.read_text(errors="replace")[-LOG_TOLD:].strip()
        return "nothing"

    def stop(self, signs: Sequence[signal.Signals], seconds: float) -> None:
        """Send each signal in turn until the process has ended, waiting `seconds` for each."""
        child, self._child = self._child, None
        if child is None:
            return
        for sign in signs:
            child.send_signal(sign)
            with suppress(subprocess.TimeoutExpired):
                child.wait(seconds)
                return

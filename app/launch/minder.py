"""Stays beside one part, and ends it when the launcher or something it needs is gone."""

from __future__ import annotations

import argparse
import os
import select
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

from app.gateways.embedded.process import end_with_parent

# The supervisor loses its patience, and kills this process, after five seconds.
PATIENCE = 4.0
TICK = 0.2
# A line that no part writes: the launcher shows the address when it sees it.
READY = "\x1eready"


class Stopped(Exception):  # noqa: N818 - raised by the signal that asks us to stop
    """The launcher asks this part to stop."""


class Watch:
    """Processes that this part cannot do without, by name."""

    def __init__(self, needed: dict[str, int]) -> None:
        """Open a handle for each where the system has such handles."""
        self._needed = needed
        self._handles: dict[int, str] = {}
        self._lost: str | None = None
        self._poll = select.poll()
        for name, pid in needed.items() if hasattr(os, "pidfd_open") else ():
            try:
                handle = os.pidfd_open(pid)
            except ProcessLookupError:
                self._lost = name
                continue
            self._handles[handle] = name
            self._poll.register(handle, select.POLLIN)

    def lost(self, seconds: float) -> str | None:
        """Wait up to `seconds` and name the first one that has ended, if any."""
        for handle, _ in self._poll.poll(seconds * 1000):
            self._lost = self._handles[handle]
        if not self._handles:
            for name, pid in self._needed.items():
                try:
                    os.kill(pid, 0)
                except ProcessLookupError:
                    self._lost = name
        return self._lost


def _read(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--launcher", type=int, required=True)
    parser.add_argument("--beside", action="append", default=[], metavar="NAME=PID")
    parser.add_argument("--ready", type=int, default=0, metavar="PORT")
    parser.add_argument("--after", type=int, default=0, metavar="PORT")
    parser.add_argument("command", nargs="+")
    return parser.parse_args(argv)


def main(argv: list[str]) -> int:
    """Run the command after `--`; 0 when it was asked to stop, 1 when it stopped by itself."""
    args = _read(argv)
    needed = {"launcher": args.launcher}
    needed |= {name: int(pid) for name, pid in (pair.split("=") for pair in args.beside)}
    runner = os.getppid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)
    child: subprocess.Popen[bytes] | None = None
    watch = Watch(needed)
    try:
        while args.after and not watch.lost(TICK) and not _answers(args.after):
            pass
        child = subprocess.Popen(
            args.command,
            stdin=subprocess.DEVNULL,
            # A group of its own: the part's main process tells its children to stop, not we.
            process_group=0,
            preexec_fn=end_with_parent(signal.SIGTERM),  # noqa: PLW1509
        )
        return _mind(child, watch, args.ready, runner)
    except Stopped:
        return 0
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if child:
            _end(child)


def _stop(*_: object) -> None:
    raise Stopped


def _mind(child: subprocess.Popen[bytes], watch: Watch, port: int, runner: int) -> int:
    while True:
        if port and _answers(port):
            port = 0
            print(READY, flush=True)
        lost = watch.lost(TICK)
        if lost == "launcher":
            _end(child)
            # Nobody reads what we say any more, so the process that passed it on must go too.
            with suppress(ProcessLookupError):
                os.kill(runner, signal.SIGKILL)
            return 1
        if lost:
            print(f"{lost} has stopped, so everything stops.", flush=True)
            return 1
        code = child.poll()
        if code is not None:
            print(
                f"This part stopped by itself (exit code {code}), so everything stops.",
                flush=True,
            )
            return 1


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the part kindly, then whatever of it is left."""
    with suppress(ProcessLookupError):
        child.terminate()
    with suppress(subprocess.TimeoutExpired):
        child.wait(PATIENCE)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _answers(port: int) -> bool:
    """Whether the web part says that it is alive."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as line:
            line.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
            answer = b""
            # To its end, or the web part reports a broken connection.
            while piece := line.recv(4096):
                answer += piece
            return b" 200 " in answer.split(b"\r\n", 1)[0]
    except OSError:
        time.sleep(0.05)
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

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
from threading import Event

from app.gateways.embedded.process import end_with_parent

# The supervisor loses its patience, and kills this process, after five seconds.
PATIENCE = 4.0
TICK = 0.2
# A line that no part writes: the launcher shows the address when it sees it.
READY = "\x1eready"


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
    asked = Event()
    # A flag, not an exception: one raised while the part is being made would lose sight of it.
    signal.signal(signal.SIGTERM, lambda *_: asked.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    watch = Watch(needed)
    while args.after and not (asked.is_set() or watch.lost(TICK) or _answers(args.after)):
        pass
    child = subprocess.Popen(
        args.command,
        stdin=subprocess.DEVNULL,
        # A group of its own: the part's main process tells its children to stop, not we.
        process_group=0,
        preexec_fn=end_with_parent(signal.SIGTERM),  # noqa: PLW1509
    )
    sentence = _mind(child, watch, args.ready, asked)
    _end(child)
    if sentence and watch.lost(0) != "launcher":
        print(sentence, flush=True)
    elif sentence:
        # Nobody reads what we say any more, so the process that passed it on must go too.
        with suppress(ProcessLookupError):
            os.kill(runner, signal.SIGKILL)
    return 1 if sentence else 0


def _mind(child: subprocess.Popen[bytes], watch: Watch, port: int, asked: Event) -> str:
    """Return when the part must end: nothing when somebody asked, else a sentence."""
    while not asked.is_set():
        if port and _answers(port):
            port = 0
            print(READY, flush=True)
        if lost := watch.lost(TICK):
            return f"{lost} has stopped, so everything stops."
        code = child.poll()
        if code is not None:
            return f"This part stopped by itself (exit code {code}), so everything stops."
    return ""


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

"""What a killed run left behind, dealt with by whoever holds the claim on the data now."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from app.gateways.embedded.refusals import CannotStart

LIMIT = 15.0


def settle_postgres(data: Path) -> None:
    """End the server that still runs in `data`, and make its stale process number harmless.

    Raises: CannotStart when it does not end.
    """
    pid_file = data / "postmaster.pid"
    limit = time.monotonic() + LIMIT
    while (pid := _first_number(pid_file)) and _alive(pid):
        if not end_server_in(data):
            # The number went to another program. PostgreSQL takes its starter's number for
            # stale, and still checks that no old process uses the shared memory.
            lines = pid_file.read_text().split("\n")
            pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))
            return
        if time.monotonic() > limit:
            message = f"An earlier PostgreSQL (process {pid}) does not stop. End it and try again."
            raise CannotStart(message)
        time.sleep(0.05)


def end_server_in(data: Path) -> bool:
    """Ask the server that works in `data` to end at once; False when there is none."""
    pid = _first_number(data / "postmaster.pid")
    if not pid or not _works_in(data, pid):
        return False
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGINT)
    return True


def _works_in(data: Path, pid: int) -> bool:
    """Whether the process works in that folder; yes where the system cannot tell."""
    if not Path("/proc/self").exists():
        return True
    with suppress(OSError):
        return Path(f"/proc/{pid}/cwd").samefile(data)
    return False


def _first_number(path: Path) -> int:
    with suppress(OSError, ValueError):
        return int(path.read_text().split("\n", 1)[0])
    return 0


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

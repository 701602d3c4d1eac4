"""Waiting for something with a limit, and finding what a run left behind."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def until(condition: Callable[[], object], what: str, seconds: float = 15.0) -> None:
    """Return as soon as `condition()` is true; fail with `what` after `seconds`."""
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, f"waited {seconds:.0f} seconds in vain: {what}"
        time.sleep(0.02)


def running(mark: str) -> dict[int, str]:
    """The processes with `mark` in their command line, by number."""
    found: dict[int, str] = {}
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if mark in line:
                found[int(folder.name)] = line
    return found


def gone(pid: int) -> bool:
    """Whether the process has ended, collected by its parent or not."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() == b""
    except OSError:
        return True

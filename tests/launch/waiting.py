"""Waiting for something with a limit, and finding what a run left behind."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

# Seconds; a limit for a machine that does much else, not a wait.
LIMIT = 60.0
# Seconds between two looks: the longer something takes already, the more, since looking takes
# time from what is waited for.
OFTEN, SELDOM = 0.02, 0.25


def until(
    condition: Callable[[], object], what: str, seconds: float = LIMIT, *, every: float = OFTEN
) -> None:
    """Return as soon as `condition()` is true; fail with `what` after `seconds`.

    Between two looks are at least `every` seconds, for a condition that costs much to look at.
    """
    begun = time.monotonic()
    while not condition():
        waited = time.monotonic() - begun
        assert waited < seconds, f"waited {seconds:.0f} seconds in vain: {what}"
        time.sleep(max(every, min(SELDOM, waited / 10)))


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

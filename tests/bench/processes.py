"""CPU and memory of whole process trees, read from the kernel's own accounts."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def tree(root: int) -> set[int]:
    """A process and all that came from it."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*"):
        fields = _stat(int(path.name))
        if fields:
            children.setdefault(int(fields[1]), []).append(int(path.name))
    found, wave = {root}, [root]
    while wave:
        wave = [child for parent in wave for child in children.get(parent, [])]
        found |= set(wave)
    return found


def cpu_seconds(roots: Iterable[int]) -> float:
    """User and system seconds that these trees have used so far, ended children included."""
    ticks = 0
    for pid in {pid for root in roots for pid in tree(root)}:
        fields = _stat(pid)
        if fields:
            # utime, stime, and those of children that have ended.
            ticks += sum(int(field) for field in fields[11:15])
    return ticks / TICK


def memory_mb(root: int) -> float:
    """The proportional share of memory (PSS) of a tree: shared pages count once."""
    total = 0
    for pid in tree(root):
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return total / 1024


def peak_mb() -> float:
    """The most memory that this process has held since its program began.

    `ru_maxrss` would count what the process that started it held.
    """
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in text.splitlines() if "VmHWM" in line) / 1024


def _stat(pid: int) -> list[str] | None:
    """The fields after the command's name: state, parent, ..."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    return text.rsplit(")", 1)[1].split()

"""Ledgers beside the database, a line for each thing done, so that they outlive a lost one."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

# In the data folder.
ERASURES = "erasures.jsonl"
Told = TypeVar("Told")


def note_erasures(data_dir: Path, erased: Mapping[UUID, datetime]) -> None:
    """Write into the ledger of erasures who was erased and when, each once."""
    known = read_ledger(data_dir)
    for person_id, at in erased.items():
        if person_id not in known:
            line = {"person_id": str(person_id), "erased_at": at.isoformat()}
            append_line(data_dir / ERASURES, line)


def read_ledger(data_dir: Path) -> dict[UUID, datetime]:
    """Who was erased and when (UTC); what cannot be read is passed over."""
    path = data_dir / ERASURES
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return dict(told for _, told in read_lines(text, erasure_of) if told)


def erasure_of(told: Mapping[str, Any]) -> tuple[UUID, datetime]:
    """Who was erased and when, as a line says it. Raises: ValueError, KeyError, TypeError."""
    return UUID(told["person_id"]), moment_of(told["erased_at"])


def moment_of(said: str) -> datetime:
    """A moment of a line. Raises: ValueError, when it does not say of which zone; TypeError."""
    moment = datetime.fromisoformat(said)
    if moment.tzinfo is None:
        raise ValueError(said)
    return moment


def append_line(path: Path, told: Mapping[str, str]) -> None:
    """Write one line into a ledger, after a whole one; on the disk before this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "r+b") as file:
        # Whoever else writes waits, or a line that is being written would look broken off.
        fcntl.flock(file, fcntl.LOCK_EX)
        held = file.read()
        _, _, last = held.rpartition(b"\n")
        if last and _is_whole(last):
            file.write(b"\n")
        elif last:
            file.truncate(len(held) - len(last))
        file.write(json.dumps(told).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def read_lines(
    text: str, read: Callable[[Mapping[str, Any]], Told]
) -> Iterator[tuple[int, Told | None]]:
    """Each line of a ledger by its number with what it tells; None: it tells nothing of the kind.

    A last line that a crash broke off is left out.
    """
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        told = _told(line, read)
        is_torn = number == len(lines) and not text.endswith("\n")
        if told or (line.strip() and not is_torn):
            yield number, told


def _told(line: str, read: Callable[[Mapping[str, Any]], Told]) -> Told | None:
    try:
        return read(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _is_whole(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True

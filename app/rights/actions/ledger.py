"""The ledger of erasures: a file beside the database, so that it outlives a lost one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

# In the data folder.
LEDGER = "erasures.jsonl"
Told = tuple[UUID, datetime]


def note_erasure(data_dir: Path, person_id: UUID, *, now: datetime) -> None:
    """Write the person's id into the ledger, once."""
    if person_id in read_ledger(data_dir):
        return
    path = data_dir / LEDGER
    line = json.dumps({"person_id": str(person_id), "erased_at": now.isoformat()}) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    _mend_end(path)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def read_ledger(data_dir: Path) -> dict[UUID, datetime]:
    """Who was erased and when (UTC); what cannot be read is passed over."""
    path = data_dir / LEDGER
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return dict(told for _, told in lines_of(text) if told)


def lines_of(text: str) -> Iterator[tuple[int, Told | None]]:
    """Each line by its number with what it tells; None: it is no erasure.

    A last line that was broken off is left out: its erasure had not ended, and goes on.
    """
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        told = _told(line)
        is_torn = number == len(lines) and not text.endswith("\n")
        if told or (line.strip() and not is_torn):
            yield number, told


def _told(line: str) -> Told | None:
    try:
        told = json.loads(line)
        return UUID(told["person_id"]), datetime.fromisoformat(told["erased_at"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _mend_end(path: Path) -> None:
    """Let the ledger end with a whole line: what a crash left of one is taken away."""
    held = path.read_bytes() if path.is_file() else b""
    _, _, last = held.rpartition(b"\n")
    if not last:
        return
    with path.open("r+b") as file:
        try:
            json.loads(last)
        except ValueError:
            file.truncate(len(held) - len(last))
        else:
            file.seek(0, os.SEEK_END)
            file.write(b"\n")

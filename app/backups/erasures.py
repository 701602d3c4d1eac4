"""Erasures that came after a backup, which it must not undo."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from uuid import UUID

from app.backups.errors import NoBackup

# In the data folder, written with each erasure, so that it outlives a lost database.
LEDGER = "erasures.jsonl"


def read_ledger(path: Path) -> dict[UUID, datetime]:
    """Who was erased, and when (UTC), from a file with one erasure on each line.

    A last line that was broken off is passed over: its erasure had not ended, and goes on.
    Raises: NoBackup when another cannot be read: nobody may come back because of a slip.
    """
    found: dict[UUID, datetime] = {}
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        message = f"We cannot read the erasures in {path}. Nothing was restored."
        raise NoBackup(message) from None
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
            found[UUID(told["person_id"])] = datetime.fromisoformat(told["erased_at"])
        except (ValueError, KeyError, TypeError):
            if number == len(lines) and not text.endswith("\n"):
                break
            message = f"Line {number} of {path} is no erasure. Nothing was restored."
            raise NoBackup(message) from None
    return found

"""Erasures that came after a backup, which it must not undo."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from app.backups.errors import NoBackup
from app.rights.actions.ledger import lines_of


def erasures_in(path: Path) -> dict[UUID, datetime]:
    """Who was erased, and when (UTC), from a ledger of erasures.

    Raises: NoBackup when it or a line of it cannot be read: nobody may come back by a slip.
    """
    found: dict[UUID, datetime] = {}
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        message = f"We cannot read the erasures in {path}. Nothing was restored."
        raise NoBackup(message) from None
    for number, told in lines_of(text):
        if told is None:
            message = f"Line {number} of {path} is no erasure. Nothing was restored."
            raise NoBackup(message)
        found[told[0]] = told[1]
    return found

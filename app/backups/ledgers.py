"""What ledgers beside the database tell of erasures and merges, which a backup must not undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from app.backups.errors import NoBackup
from app.rights.actions.ledger import erasure_of, read_lines
from app.rights.actions.remerge import Made, merge_of

Told = TypeVar("Told")


def erasures_in(path: Path) -> dict[UUID, datetime]:
    """Who was erased, and when (UTC). Raises: NoBackup when it, or a line of it, is unreadable."""
    return dict(_told(path, "erasure", erasure_of))


def merges_in(path: Path) -> tuple[Made, ...]:
    """Which accounts were made one. Raises: NoBackup, as above."""
    return tuple(_told(path, "merge", merge_of))


def _told(path: Path, what: str, read: Callable[[Mapping[str, Any]], Told]) -> list[Told]:
    """All that a ledger tells; nobody may come back, or fall apart into two, by a slip."""
    found: list[Told] = []
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        message = f"We cannot read the {what}s in {path}. Nothing was restored."
        raise NoBackup(message) from None
    for number, told in read_lines(text, read):
        if told is None:
            message = (
                f"Line {number} of {path} is no {what}. Nothing was restored. "
                "Mend that line, or take it out, and restore again."
            )
            raise NoBackup(message)
        found.append(told)
    return found

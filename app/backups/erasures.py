"""Erasures that came after a backup, which it must not undo."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.backups.errors import CannotRestore, NoBackup
from app.people.models import Person

# In the data folder, written with each erasure, so that it outlives a lost database.
LEDGER = "erasures.jsonl"


def read_ledger(path: Path) -> dict[UUID, datetime]:
    """Who was erased, and when (UTC), from a file with one erasure on each line.

    Raises: NoBackup when a line cannot be read: nobody may come back because of a slip.
    """
    found: dict[UUID, datetime] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        message = f"We cannot read the erasures in {path}. Nothing was restored."
        raise NoBackup(message) from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
            found[UUID(told["person_id"])] = datetime.fromisoformat(told["erased_at"])
        except (ValueError, KeyError, TypeError):
            message = f"Line {number} of {path} is no erasure. Nothing was restored."
            raise NoBackup(message) from None
    return found


def reapply(db: Session, erasures: Mapping[UUID, datetime]) -> int:
    """Do away once more with everybody who was erased; says how many were in the backup.

    Raises: CannotRestore.
    """
    here = db.scalar(select(func.count()).where(Person.id.in_(erasures))) or 0
    if here:
        message = (
            f"{here} people in this backup have been erased since, and this version cannot erase "
            "them again. Nothing was changed."
        )
        raise CannotRestore(message)
    return 0

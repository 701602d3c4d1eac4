"""A note of the last backup, for `dlp doctor`; it lies in the data folder."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ValidationError

from app.kit.key_files import replace_kept

NOTE = "last_backup.json"


class LastBackup(BaseModel):
    """When the last backup was made (UTC), where it was put, and how big it is."""

    made_at: datetime
    file: str
    size: int
    rows: int


def note_backup(data_dir: Path, made: LastBackup) -> None:
    """Remember it."""
    replace_kept(data_dir / NOTE, made.model_dump_json() + "\n")


def last_backup(data_dir: Path) -> LastBackup | None:
    """The last one that was made here, or None when none is known."""
    with suppress(OSError, ValidationError):
        return LastBackup.model_validate_json((data_dir / NOTE).read_text("utf-8"))
    return None

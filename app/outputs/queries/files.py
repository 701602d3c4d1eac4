"""Reads of the files of an edition."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.outputs.models import OutputFile
from app.outputs.rules.files import in_order
from app.outputs.rules.manifest import FileFacts


def file_of(db: Session, edition_id: UUID, file_format: str) -> OutputFile | None:
    """A file of an edition. One statement."""
    return db.get(OutputFile, (edition_id, file_format))


def facts_of_files(db: Session, edition_id: UUID) -> list[FileFacts]:
    """What is known of each file, hashed anew where it lies, in order. One statement."""
    rows = db.execute(
        select(
            OutputFile.format,
            func.length(OutputFile.content),
            func.encode(func.sha256(OutputFile.content), "hex"),
            OutputFile.not_drawn,
        ).where(OutputFile.edition_id == edition_id)
    )
    found = {row[0]: FileFacts(*row) for row in rows}
    return [found[file_format] for file_format in in_order(list(found))]

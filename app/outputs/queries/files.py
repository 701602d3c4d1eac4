"""Reads of the files of an edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.outputs.models import OutputFile
from app.outputs.rules.files import in_order
from app.outputs.rules.manifest import FileFacts

PIECE = 1024 * 1024
"""Bytes that are read at a time."""


@dataclass(frozen=True)
class KeptFile:
    """A file as it is sent: its hash, and its bytes in pieces."""

    sha256: str
    pieces: Sequence[bytes]


def file_of(db: Session, edition_id: UUID, file_format: str) -> KeptFile | None:
    """A file of an edition. One statement for each megabyte that it has.

    Read at once, a large one would lie in memory four times, since bytes come spelled out.
    """
    of_it = (OutputFile.edition_id == edition_id, OutputFile.format == file_format)
    content, size = OutputFile.content, func.length(OutputFile.content)
    first = func.substring(content, 1, PIECE)
    row = db.execute(select(OutputFile.sha256, size, first).where(*of_it)).one_or_none()
    if row is None:
        return None
    pieces = [row[2]]
    for begins in range(1 + PIECE, row[1] + 1, PIECE):
        piece = db.scalar(select(func.substring(content, begins, PIECE)).where(*of_it))
        if piece is None:
            # It was taken down a moment ago.
            return None
        pieces.append(piece)
    return KeptFile(row[0], pieces)


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

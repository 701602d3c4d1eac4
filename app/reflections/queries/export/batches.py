"""Reads of a log that take little memory however long it is; each batch is a transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session, sessionmaker

from app.kit.sealing import DataKey

BATCH = 200
"""Rows that are in memory at once."""


@dataclass(frozen=True)
class Batches:
    """Opens sessions of its own, so that a slow line holds nothing up."""

    sessions: sessionmaker[Session]
    person_id: UUID
    key: DataKey | None

    def each(self, query: Any, column: Any) -> Iterator[Sequence[Any]]:
        """All rows, in the order of this column. One statement for 200."""
        for rows in self.batches(query, column):
            yield from rows

    def batches(self, query: Any, column: Any) -> Iterator[Sequence[Sequence[Any]]]:
        """The same, up to 200 at a time; none is empty."""
        after = UUID(int=0)
        while True:
            rows = self.rows(query.where(column > after).order_by(column).limit(BATCH), column)
            if rows:
                yield [row[:-1] for row in rows]
            if len(rows) < BATCH:
                return
            after = rows[-1][-1]

    def rows(self, query: Any, *more: Any) -> Sequence[Any]:
        """All rows at once. One statement."""
        with self.sessions() as db:
            return db.execute(query.add_columns(*more)).all()

    def open(self, sealed: bytes, place: str, row: UUID) -> str:
        """A text that the person's key opens.

        Raises: CannotOpen.
        """
        if self.key is None:
            raise LookupError(place)
        return self.key.open(sealed, place, row)

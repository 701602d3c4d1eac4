"""A row in every table that can hold somebody, each with words of its own."""

from __future__ import annotations

from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Column, LargeBinary, insert, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from app.kit.rights import PERSON, Declared, Words, holds_words
from app.rights.declared import declared
from app.tables import METADATA
from tests.rights.filling import _any, _is_made, _without_checks

STEM = "zqword"
# Kept in every table that says so, and not a row of the person's.
APART = {PERSON, "record_entry", "record_cut", "erasure", "vault_key"}


def write_everywhere(
    db: Session, whose: UUID, *, said: str = "", by: UUID | None = None
) -> dict[str, str]:
    """In each table a row of this person; the words in it, by table and column.

    `said`: what stands in all words besides; `by`: who did what is done in the row, if not they.
    Checks are taken away and keys looked at no more: do it in a transaction that is rolled back.
    """
    _without_checks(db)
    db.execute(text("SET LOCAL session_replication_role = 'replica'"))
    numbers = count(1)
    rows: dict[str, dict[str, Any]] = {PERSON: {"id": whose}}
    written: dict[str, str] = {}
    for table in METADATA.sorted_tables:
        one = declared()[table.name]
        if table.name in APART:
            continue
        values: dict[str, Any] = {}
        for column in (one for one in table.columns if not _is_made(one)):
            values[column.name] = _any(column)
            if any(link.column.table.name == PERSON for link in column.foreign_keys):
                values[column.name] = whose if column.name in one.owner else by or whose
            elif parent := _parent(column, rows):
                values[column.name] = parent
            elif holds_words(column) and _is_told(one, column.name):
                word = f"{STEM}{next(numbers)}x"
                written[f"{table.name}.{column.name}"] = word
                values[column.name] = _as(column, f"{word} {said}".strip())
        db.execute(insert(table).values(values))
        rows[table.name] = values
    db.execute(text("SET LOCAL session_replication_role = 'origin'"))
    return written


def _is_told(one: Declared, column: str) -> bool:
    return one.words.get(column) not in (Words.OURS, Words.COMMON, None)


def _parent(column: Column[Any], rows: dict[str, dict[str, Any]]) -> Any:
    for link in column.foreign_keys:
        if link.column.table.name in rows:
            return rows[link.column.table.name].get(link.column.name)
    return None


def _as(column: Column[Any], words: str) -> Any:
    if isinstance(column.type, LargeBinary):
        return words.encode()
    if isinstance(column.type, ARRAY | JSONB):
        return [words]
    return words

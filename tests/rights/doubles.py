"""Rows for two accounts in as many tables as can be, made by copying what one of them has."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Engine, Text, Uuid, cast, func, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from app.kit.db import new_id
from app.rights.actions.merging.folding import references
from app.tables import METADATA

# Written by the edge for good, or what is to remember an account that is gone.
REMEMBERS = {"record_entry", "account_merge"}
ONCE = {"request_key", "code", "provider_id", "word", "name"}


def copy_rows(engine: Engine, parent: str, old: UUID, new: UUID) -> set[str]:
    """Let `new` have a row wherever `old` has, as far as keys and checks allow.

    The columns by which it has one now.
    """
    filled = set()
    for column in references(parent):
        table = column.table
        with engine.connect() as on:
            rows = on.execute(select(table).where(column == old)).mappings().all()
        for row in rows:
            told = {c.name: _value(c, row[c]) for c in table.columns if not _is_made(c)}
            if _try(engine, insert(table).values({**told, column.name: new})):
                filled.add(f"{table.name}.{column.name}")
    return filled


def name_everywhere(engine: Engine, *people: UUID) -> None:
    """Let columns that name nobody name these people by turns, as far as checks allow."""
    for number, column in enumerate(references("person")):
        if column.nullable:
            free = update(column.table).where(column.is_(None))
            _try(engine, free.values({column.name: people[number % len(people)]}))


def columns_that_say(on: Connection, mark: UUID) -> set[str]:
    """The columns, of whatever type, in which an id stands."""
    return {
        f"{table.name}.{column.name}"
        for table in METADATA.tables.values()
        for column in table.columns
        if table.name not in REMEMBERS and _says(on, column, mark)
    }


def named_in(on: Connection, column: Column[Any]) -> set[UUID]:
    """The ids that stand in a column."""
    return set(on.scalars(select(column).where(column.is_not(None)).distinct()))


def counts(on: Connection) -> Counter[str]:
    """How many rows each table has."""
    told = {
        name: on.scalar(select(func.count()).select_from(table)) or 0
        for name, table in METADATA.tables.items()
    }
    return Counter(told)


def _value(column: Column[Any], value: Any) -> Any:
    if column.name == "id" and isinstance(column.type, Uuid):
        return new_id()
    if value is not None and column.name in ONCE:
        return new_id() if isinstance(column.type, Uuid) else f"{value} {new_id().hex}"
    return value


def _is_made(column: Column[Any]) -> bool:
    return column.identity is not None or column.computed is not None


def _says(on: Connection, column: Column[Any], mark: UUID) -> bool:
    said = cast(column, Text)
    wanted = select(func.count()).select_from(column.table).where(said.contains(str(mark)))
    return bool(on.scalar(wanted))


def _try(engine: Engine, statement: Any) -> bool:
    try:
        with engine.begin() as on:
            on.execute(statement)
    except IntegrityError:
        # This table does not let two people have it; that is what its keys and checks are for.
        return False
    return True

"""Rows in every table that names two accounts; what else stands in them is anything at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    Numeric,
    Time,
    Uuid,
    insert,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.rights.actions.merging.folding import _uniques, references
from app.tables import METADATA
from tests.clock import NOON
from tests.make.cohorts import make_cohort

NUMBERS = count(1)


def fill_every_table(
    db: Session, goes: UUID, stays: UUID, *, alike: bool
) -> tuple[list[str], UUID]:
    """For each column that leads to a person, or to a place in a cohort, a row for each of two.

    `alike`: the rows say the same besides, as far as other keys allow. Checks are taken away
    within the transaction, which is rolled back, and so is what follows a key to another row;
    unique keys stay. Returns the columns, and the place of the one who goes.
    """
    _without_checks(db)
    db.execute(text("SET LOCAL session_replication_role = 'replica'"))
    cohort_id = make_cohort(db).id
    places = [_row(db, _column("enrolment", "person_id"), who, cohort_id) for who in (goes, stays)]
    made = []
    for name, both in (("person", (goes, stays)), ("enrolment", tuple(places))):
        for column in references(name):
            if column.table.name in {"person", "enrolment"} and column.name != "added_by_id":
                continue
            _pair(db, column, both, alike=alike)
            made.append(f"{column.table.name}.{column.name}")
    for column in references("person"):
        if column.table.name in {"person", "enrolment"}:
            there = f"UPDATE {column.table.name} SET {column.name} = :who WHERE id = :id"  # noqa: S608
            mine = stays if column.table.name == "person" else places[1]
            if column.name != "person_id":
                db.execute(text(there), {"who": goes, "id": mine})
    return made, places[0]


def _without_checks(db: Session) -> None:
    for table in METADATA.tables.values():
        for one in table.constraints:
            if isinstance(one, CheckConstraint) and one.name:
                name = f'"{table.name}" DROP CONSTRAINT "{one.name}"'
                db.execute(text(f"ALTER TABLE {name}"))


def _pair(db: Session, column: Column[Any], both: tuple[UUID, ...], *, alike: bool) -> None:
    table = column.table
    # What must be each row's own whoever it is about.
    own = {n for key in _uniques(table) if column.name not in key.columns for n in key.columns}
    # Unique without capitals, which is no column's own.
    own |= {"name"} if table.name == "place" else set()
    shared = {c.name: _any(c) for c in table.columns if not _is_made(c)}
    for who in both:
        fresh = {n: _any(table.c[n]) for n in shared if n in own or not alike}
        db.execute(insert(table).values({**shared, **fresh, column.name: who}))


def _row(db: Session, column: Column[Any], who: UUID, cohort_id: UUID) -> UUID:
    told = {c.name: _any(c) for c in column.table.columns if not _is_made(c)}
    told |= {column.name: who, "cohort_id": cohort_id}
    db.execute(insert(column.table).values(told))
    made: UUID = told["id"]
    return made


def _column(table: str, name: str) -> Column[Any]:
    return METADATA.tables[table].c[name]


def _is_made(column: Column[Any]) -> bool:
    return column.identity is not None or column.computed is not None


def _any(column: Column[Any]) -> Any:
    if column.nullable:
        return None
    made: dict[type, Callable[[], Any]] = {
        Uuid: new_id,
        Integer: lambda: next(NUMBERS),
        Float: lambda: float(next(NUMBERS)),
        Numeric: lambda: next(NUMBERS),
        Boolean: lambda: False,
        DateTime: lambda: NOON,
        Date: lambda: date(2027, 1, 1),
        Time: lambda: time(12),
        ARRAY: list,
        JSONB: dict,
        LargeBinary: lambda: b"%d" % next(NUMBERS),
    }
    for kind, value in made.items():
        if isinstance(column.type, kind):
            return value()
    return f"any {next(NUMBERS)}"

"""Rows of one row or person come under another; where both have one, the better stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Subquery,
    Table,
    Text,
    UniqueConstraint,
    and_,
    case,
    delete,
    func,
    literal,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.orm import Session

from app.kit.rights import Best, Words, table_of
from app.post.models import Letter
from app.rights.declared import declared

# Columns that hold ids of rows of other tables without a key of the database.
LOOSE: tuple[Column[Any], ...] = (table_of(Letter).c.about_id,)
G = "g_"


@dataclass(frozen=True)
class Unique:
    """Columns that may say the same only once, where a condition holds."""

    columns: tuple[str, ...]
    where: str = "true"
    nulls_are_equal: bool = False


def come_under(db: Session, column: Column[Any], old: UUID, new: UUID) -> None:
    """Let all rows whose `column` says `old` say `new`; no unique key is broken.

    Where a key allows one row only, the row that is there becomes the better of both by the
    table's declaration, and what hangs on the other comes under it. One statement, at
    most three for each unique key with this column, and as many for what hangs on a row that goes.
    """
    for key in uniques_with(column):
        _make_one_of_two(db, column, key, old, new)
    db.execute(update(column.table).where(column == old).values({column.name: new}))


def uniques_with(column: Column[Any]) -> list[Unique]:
    """The unique keys of its table in which a column stands."""
    return [key for key in _uniques(column.table) if column.name in key.columns]


@cache
def references(name: str) -> tuple[Column[Any], ...]:
    """Every column of any table that leads to a row of this table."""
    found = [
        column
        for one in declared().values()
        for column in one.table.columns
        if any(key.column.table.name == name for key in column.foreign_keys)
    ]
    return tuple(found)


def _make_one_of_two(db: Session, column: Column[Any], key: Unique, old: UUID, new: UUID) -> None:
    table = column.table
    other = _labelled(column, key, old)
    same = and_(*_same(table, other, key, column.name))
    there = and_(column == new, text(key.where), same)
    if facts := _better_of_both(table, other):
        db.execute(update(table).where(there).values(facts))
    hanging = (*references(table.name), *LOOSE) if references(table.name) else ()
    if hanging:
        twins = db.execute(select(other.c[f"{G}id"], table.c.id).where(there)).all()
        for from_id, to_id in twins:
            for one in hanging:
                _hang_on(db, one, table, from_id, to_id)
    stays = _labelled(column, key, new)
    same = and_(*_same(table, stays, key, column.name))
    twin = select(literal(1)).select_from(stays).where(same).exists()
    db.execute(delete(table).where(column == old, text(key.where), twin))


def _hang_on(db: Session, one: Column[Any], table: Table, from_id: UUID, to_id: UUID) -> None:
    come_under(db, one, from_id, to_id)
    if one.table is table:
        # It does not lead to itself.
        db.execute(update(table).where(one == to_id, table.c.id == to_id).values({one.name: None}))


def _labelled(column: Column[Any], key: Unique, value: UUID) -> Subquery:
    columns = [one.label(f"{G}{one.name}") for one in column.table.columns]
    return select(*columns).where(column == value, text(key.where)).subquery()


def _same(
    table: Table, other: Subquery, key: Unique, besides: str
) -> Iterator[ColumnElement[bool]]:
    for name in key.columns:
        here, there = table.c[name], other.c[f"{G}{name}"]
        if name == besides:
            yield here != there
        else:
            yield here.is_not_distinct_from(there) if key.nulls_are_equal else here == there


def _better_of_both(table: Table, other: Subquery) -> dict[str, Any]:
    """The values of the row that stays: of the better one, and its own words never less."""
    one = declared()[table.name]
    best = one.best
    fixed = {name for key in _uniques(table) for name in key.columns} | {*one.seals}
    facts: dict[str, Any] = {}
    is_better = _is_better(best, table, other)
    for column in table.columns:
        name, theirs = column.name, other.c[f"{G}{column.name}"]
        if name in fixed:
            continue
        if name in best.earliest:
            facts[name] = func.least(column, theirs)
        elif name in best.latest:
            facts[name] = func.greatest(column, theirs)
        else:
            won: ColumnElement[Any] = column
            if is_better is not None:
                won = case((is_better, theirs), else_=column)
            if one.words.get(name) is Words.OWN and isinstance(column.type, Text):
                # A person's words are not lost because the better row has none.
                won = func.coalesce(func.nullif(won, ""), func.nullif(column, ""), theirs)
            elif is_better is None:
                continue
            facts[name] = won
    return facts


def _is_better(best: Best, table: Table, other: Subquery) -> ColumnElement[bool] | None:
    """Whether the row that goes is better; None: the table does not say what is."""
    ours: list[ColumnElement[Any]] = []
    theirs: list[ColumnElement[Any]] = []
    for name, values in best.by:
        ours.append(_place(table.c[name], values))
        theirs.append(_place(other.c[f"{G}{name}"], values))
    if best.newest:
        ours.append(-_seconds(table.c[best.newest]))
        theirs.append(-_seconds(other.c[f"{G}{best.newest}"]))
    return tuple_(*theirs) < tuple_(*ours) if ours else None


def _place(column: ColumnElement[Any], values: tuple[str, ...]) -> ColumnElement[int]:
    if not values:
        return case((column.is_not(None), 0), else_=1)
    return case({value: place for place, value in enumerate(values)}, value=column, else_=99)


def _seconds(moment: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.coalesce(func.extract("epoch", moment), 0)


@cache
def _uniques(table: Table) -> tuple[Unique, ...]:
    found = [Unique(tuple(table.primary_key.columns.keys()))]
    for one in table.constraints:
        if isinstance(one, UniqueConstraint):
            equal = bool(one.dialect_options["postgresql"]["nulls_not_distinct"])
            found.append(Unique(tuple(column.name for column in one.columns), "true", equal))
    for index in table.indexes:
        told = index.dialect_options["postgresql"]
        if index.unique:
            names = tuple(column.name for column in index.columns)
            where = "true" if told["where"] is None else str(told["where"])
            found.append(Unique(names, where, bool(told["nulls_not_distinct"])))
    return tuple(found)

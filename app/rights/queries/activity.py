"""When each person was last active, worked out from the rows of all tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    DateTime,
    FromClause,
    Select,
    Subquery,
    case,
    func,
    select,
    union_all,
)

from app.audit.models import Entry
from app.kit.rights import PERSON, Declared
from app.rights.declared import declared
from app.rights.rules.retention import NOT_THEIR_DOING, says_doing

Found = Select[*tuple[Any, ...]]
Way = tuple[FromClause, ColumnElement[Any]]


def last_activity(now: datetime) -> Subquery:
    """`person_id` and `at`: the newest moment of any row that is theirs, up to now.

    A new table counts by its declaration alone, so that it errs on the side of keeping. Beside
    rows of their own it is what the record says they did for others.
    """
    parts: list[Found] = [part for one in declared().values() for part in _of_table(one, now)]
    done: Found = select(Entry.actor_id.label("person_id"), func.max(Entry.at).label("at"))
    parts.append(done.where(Entry.actor_id.is_not(None)).group_by(Entry.actor_id))
    every = union_all(*parts).subquery()
    newest = select(every.c.person_id, func.max(every.c.at).label("at"))
    return newest.group_by(every.c.person_id).subquery("last_activity")


def _of_table(one: Declared, now: datetime) -> Iterator[Found]:
    moments = [column for column in one.table.columns if _is_doing(column)]
    if one.name in NOT_THEIR_DOING or not moments:
        return
    past = [case((column <= now, column)) for column in moments]
    newest = func.max(func.greatest(*past) if len(past) > 1 else past[0])
    for rows, person in _ways(one):
        found = select(person.label("person_id"), newest.label("at")).select_from(rows)
        yield found.where(person.is_not(None)).group_by(person)


def _is_doing(column: Column[Any]) -> bool:
    return isinstance(column.type, DateTime) and says_doing(column.name)


def _ways(one: Declared) -> Iterator[Way]:
    """Each way that leads from the rows of a table to a person."""
    for name in one.owner:
        column = one.table.c[name]
        (key,) = column.foreign_keys or (None,)
        if key is None or key.column.table.name == PERSON:
            yield one.table, column
            continue
        for rows, person in _ways(declared()[key.column.table.name]):
            yield one.table.join(rows, column == key.column), person

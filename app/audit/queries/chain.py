"""Walking the chain of the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from app.audit.models import Cut, Entry
from app.audit.rules.chain import BEGINNING, Head, Said, next_hash

SAID = (
    *(Entry.id, Entry.at, Entry.by, Entry.actor_id, Entry.whom_id, Entry.deed, Entry.readers),
    *(Entry.cohort_id, Entry.things, Entry.facts),
)
# Rows of one step of the walk.
AT_ONCE = 2000


@dataclass(frozen=True)
class Walk:
    """What a walk along the chain found."""

    first: Head
    head: Head
    # Where the chain is broken first, in a sentence; None: it is whole.
    broken: str | None
    waiting: int


def said_of(row: Row[Any]) -> Said:
    """All that a row says, of the columns in `SAID`."""
    return Said(**{column.key: getattr(row, column.key) for column in SAID})


def start_of(db: Session) -> Head:
    """What the first row that is here is chained to; one statement."""
    cut = db.scalar(select(Cut).order_by(Cut.number.desc()).limit(1))
    return Head(cut.number, cut.hash) if cut else Head(0, BEGINNING)


def head_of(db: Session) -> Head:
    """The last sealed row; two statements at most."""
    row = db.execute(
        select(Entry.number, Entry.hash)
        .where(Entry.number.is_not(None))
        .order_by(Entry.number.desc())
        .limit(1)
    ).one_or_none()
    return Head(row.number, row.hash) if row else start_of(db)


def waits_since(db: Session) -> datetime | None:
    """Since when the oldest row waits to be sealed; None: all are."""
    return db.scalar(select(func.min(Entry.at)).where(Entry.number.is_(None)))


def walk(db: Session, noted: Head | None = None) -> Walk:
    """Look at every sealed row, and whether the head that somebody noted is still in the chain.

    A statement for each 2,000 rows.
    """
    first = start_of(db)
    head, broken, was_there = first, None, noted is None or noted == first
    while broken is None:
        rows = _after(db, head)
        if not rows:
            break
        for row in rows:
            broken = _fault(head, row)
            if broken:
                break
            head = Head(row.number, row.hash)
            was_there = was_there or head == noted
    if broken is None and noted is not None and not was_there and noted.number > first.number:
        broken = _lost(noted, head)
    if broken is None and (left := _behind(db, first)):
        broken = left
    waiting = db.scalar(select(func.count()).where(Entry.number.is_(None))) or 0
    return Walk(first, head, broken, waiting)


def _behind(db: Session, first: Head) -> str | None:
    """A row that stands where the chain does not begin yet.

    Rows go with their cut, so one that is still there tells of a cut that somebody put in; and a
    number below one was never given.
    """
    low = db.scalar(select(func.min(Entry.number)).where(Entry.number <= first.number))
    if low is None:
        return None
    if low < 1:
        return f"Row {low} has a number that is never given."
    return f"Row {low} stands behind a cut at row {first.number}, which somebody put in."


def _after(db: Session, head: Head) -> list[Row[Any]]:
    return list(
        db.execute(
            select(*SAID, Entry.number, Entry.hash)
            .where(Entry.number > head.number)
            .order_by(Entry.number)
            .limit(AT_ONCE)
        )
    )


def _fault(head: Head, row: Row[Any]) -> str | None:
    if row.number != head.number + 1:
        return f"Row {head.number + 1} is missing; the next one is row {row.number}."
    if row.hash != next_hash(head.hash, row.number, said_of(row)):
        return f"Row {row.number} (id {row.id}) or its seal was changed after it was sealed."
    return None


def _lost(noted: Head, head: Head) -> str:
    if noted.number > head.number:
        return f"The record ends with row {head.number}; row {noted.number} was noted, and is gone."
    return f"Row {noted.number} is another one than was noted: the chain was written anew."

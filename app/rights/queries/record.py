"""Reads of the record, for whoever may read of what was done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.audit.models import NOT_OWN, Entry
from app.audit.queries.chain import head_of
from app.audit.rules.chain import Head
from app.cohorts.models import Cohort
from app.kit.deeds import COHORT, PEOPLE
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.kit.seeking import has_in_name
from app.people.models import Person
from app.rights.models import AccountMerge
from app.rights.rules.merging import DONE
from app.rights.rules.record import Asked, Line, of_one

# Lines that are read at a time.
ROWS = 500


@dataclass(frozen=True)
class Sealed:
    """Up to where the record is sealed, and since when."""

    head: Head
    since: datetime | None


def for_leads() -> ColumnElement[bool]:
    """What programme leads read: nothing that is its doer's own."""
    return and_(NOT_OWN, Entry.readers.in_((PEOPLE, COHORT)))


def for_cohort(cohort_id: UUID) -> ColumnElement[bool]:
    """What whoever looks after a cohort reads: how it was run."""
    return and_(NOT_OWN, Entry.readers == COHORT, Entry.cohort_id == cohort_id)


def own_page(db: Session, person_id: UUID, wanted: int) -> Page[Line]:
    """One page of what somebody did and what was done for them. Three statements."""
    mine = _selves(db, person_id)
    page = record_page(db, _of(mine), Asked(), wanted)
    return Page([of_one(line, mine) for line in page.rows], page.number, page.total)


def record_page(
    db: Session, may_read: ColumnElement[bool], asked: Asked, wanted: int
) -> Page[Line]:
    """One page of the record, newest first. Two statements."""
    found = (may_read, *_asked_for(asked))
    total = db.scalar(select(func.count()).select_from(Entry).where(*found)) or 0
    number = nearest_page(wanted, total)
    paged = _lines(*found).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page([Line(*row) for row in db.execute(paged)], number, total)


def own_lines(db: Session, person_id: UUID) -> Iterator[Line]:
    """All that somebody did, and all that was done for them, newest first. Two statements."""
    mine = _selves(db, person_id)
    wanted = _lines(_of(mine)).execution_options(yield_per=ROWS)
    yield from (of_one(Line(*row), mine) for row in db.execute(wanted))


def _selves(db: Session, person_id: UUID) -> list[UUID]:
    """Somebody's id, then those of their accounts that went into this one.

    The record is sealed, so its lines keep the id that was theirs at the time.
    """
    made = (AccountMerge.stays_id == person_id, AccountMerge.state == DONE)
    return [person_id, *db.scalars(select(AccountMerge.goes_id).where(*made))]


def _of(mine: list[UUID]) -> ColumnElement[bool]:
    return or_(Entry.actor_id.in_(mine), Entry.whom_id.in_(mine))


def _lines(*found: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    actor, whom = aliased(Person), aliased(Person)
    return (
        select(
            *(Entry.at, Entry.number, Entry.deed, Entry.by, Entry.actor_id, Entry.whom_id),
            *(actor.name, whom.name, Cohort.name),
        )
        .outerjoin(actor, actor.id == Entry.actor_id)
        .outerjoin(whom, whom.id == Entry.whom_id)
        .outerjoin(Cohort, Cohort.id == Entry.cohort_id)
        .where(*found)
        .order_by(Entry.at.desc(), Entry.id.desc())
    )


def sealed(db: Session) -> Sealed:
    """The head of the chain, and when its first row that is kept was written. Three statements."""
    first = select(Entry.at).where(Entry.number.is_not(None)).order_by(Entry.number).limit(1)
    return Sealed(head_of(db), db.scalar(first))


def cohorts_by_name(db: Session) -> list[tuple[str, str]]:
    """Every cohort's word in addresses, and its name. One statement."""
    rows = db.execute(select(Cohort.slug, Cohort.name).order_by(Cohort.name, Cohort.slug))
    return [(row.slug, row.name) for row in rows]


def _asked_for(asked: Asked) -> list[ColumnElement[bool]]:
    conditions = list[ColumnElement[bool]]()
    for column, name in ((Entry.actor_id, asked.who), (Entry.whom_id, asked.whom)):
        if name:
            conditions.append(column.in_(select(Person.id).where(has_in_name(Person.name, name))))
    if asked.place:
        place = select(Cohort.id).where(Cohort.slug == asked.place).scalar_subquery()
        conditions.append(Entry.cohort_id == place)
    if asked.deeds is not None:
        conditions.append(Entry.deed.in_(sorted(asked.deeds)))
    if asked.since:
        conditions.append(Entry.at >= asked.since)
    if asked.until:
        conditions.append(Entry.at < asked.until)
    return conditions

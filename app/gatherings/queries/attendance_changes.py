"""What was changed in the register of a session; each read says how many statements it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Enrolment
from app.gatherings.models import AttendanceChange
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person

# A change is seen by others when its transaction ends, a little after the moment it carries.
OVERLAP = timedelta(minutes=1)


@dataclass(frozen=True)
class Change:
    """One change of a register; who made it may be gone."""

    name: str
    before: str
    after: str
    at: datetime
    by: str | None


@dataclass(frozen=True)
class News:
    """What somebody else noted since a page was opened."""

    enrolment_id: UUID
    how: str
    by: str | None


def changes_page(
    db: Session, gathering_id: UUID, number: int, enrolment_id: UUID | None = None
) -> Page[Change]:
    """Every change of a register, or of one person in it, newest first; two statements."""
    where = AttendanceChange.gathering_id == gathering_id
    if enrolment_id:
        where = and_(where, AttendanceChange.enrolment_id == enrolment_id)
    total = db.scalar(select(func.count()).select_from(AttendanceChange).where(where)) or 0
    number = nearest_page(number, total)
    by = aliased(Person)
    rows = db.execute(
        select(
            Person.name,
            AttendanceChange.before,
            AttendanceChange.after,
            AttendanceChange.changed_at,
            by.name,
        )
        .join(Enrolment, Enrolment.id == AttendanceChange.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(by, by.id == AttendanceChange.changed_by_id)
        .where(where)
        .order_by(AttendanceChange.changed_at.desc(), AttendanceChange.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([Change(*row) for row in rows], number, total)


def news_since(db: Session, gathering_id: UUID, actor: Person, since: datetime) -> Sequence[News]:
    """What others noted since a moment, the newest of each person, 200 at most; one statement."""
    by = aliased(Person)
    rows = db.execute(
        select(AttendanceChange.enrolment_id, AttendanceChange.after, by.name)
        .outerjoin(by, by.id == AttendanceChange.changed_by_id)
        .where(
            AttendanceChange.gathering_id == gathering_id,
            AttendanceChange.changed_at > since - OVERLAP,
            AttendanceChange.changed_by_id.is_distinct_from(actor.id),
        )
        .order_by(AttendanceChange.changed_at.desc(), AttendanceChange.id.desc())
        .limit(200)
    )
    newest: dict[UUID, News] = {}
    for row in rows:
        newest.setdefault(row[0], News(*row))
    return list(newest.values())

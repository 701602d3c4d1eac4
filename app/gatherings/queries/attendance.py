"""Who took part in a session; each read says how many statements it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED, LEFT
from app.gatherings.models import Attendance, Gathering, JoinClick, Reply
from app.gatherings.rules import PLANNED
from app.gatherings.rules.attendance import APOLOGIES, ONLINE
from app.gatherings.rules.replies import SORRY
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person


@dataclass(frozen=True)
class RegisterLine:
    """A person of the cohort by name, and how they took part; empty: not noted.

    `clicked_at` is when they opened the online room through us, UTC; `sorry` that they said they
    could not come.
    """

    enrolment_id: UUID
    name: str
    how: str
    clicked_at: datetime | None = None
    sorry: bool = False

    @property
    def hint(self) -> str:
        """What is likely for somebody who is not noted; empty when we know nothing."""
        if self.how:
            return ""
        if self.clicked_at:
            return ONLINE
        return APOLOGIES if self.sorry else ""


@dataclass(frozen=True)
class RegisterPage:
    """One page of a register, and how many of all its people are noted."""

    page: Page[RegisterLine]
    noted: int
    people: int


@dataclass(frozen=True)
class Kept:
    """What is kept of somebody who can be noted: a name, how, and who noted it."""

    name: str
    how: str
    by: str | None
    by_id: UUID | None = None


def register_page(
    db: Session, gathering: Gathering, number: int, *, open_only: bool = False
) -> RegisterPage:
    """Who is in the cohort, and who was noted and has left since, by name; two statements.

    Fifty at a time; a number outside the list shows its nearest page. `open_only` leaves out
    whoever is noted.
    """
    people = _register(gathering, func.coalesce(Attendance.how, "").label("how")).subquery()
    noted, total = db.execute(
        select(func.count().filter(people.c.how != ""), func.count()).select_from(people)
    ).one()
    listed = total - noted if open_only else total
    number = nearest_page(number, listed)
    said = and_(
        Reply.gathering_id == gathering.id,
        Reply.enrolment_id == Enrolment.id,
        Reply.answer == SORRY,
    )
    clicked = and_(JoinClick.gathering_id == gathering.id, JoinClick.enrolment_id == Enrolment.id)
    rows = (
        _register(
            gathering,
            Person.name,
            func.coalesce(Attendance.how, ""),
            JoinClick.first_at,
            Reply.id.is_not(None),
        )
        .outerjoin(JoinClick, clicked)
        .outerjoin(Reply, said)
    )
    if open_only:
        rows = rows.where(Attendance.id.is_(None))
    paged = rows.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    lines = [RegisterLine(*row) for row in db.execute(_by_name(paged))]
    return RegisterPage(Page(lines, number, listed), noted, total)


def kept_of(db: Session, gathering: Gathering, enrolment_ids: Sequence[UUID]) -> dict[UUID, Kept]:
    """What is kept of these, those alone who can be noted; one statement.

    Whoever has not said yes to the cohort is in no register; whoever left may have been there.
    """
    by = aliased(Person)
    rows = db.execute(
        select(Enrolment.id, Person.name, func.coalesce(Attendance.how, ""), by.name, by.id)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(Attendance, _noted(gathering))
        .outerjoin(by, by.id == Attendance.noted_by_id)
        .where(
            Enrolment.id.in_(enrolment_ids),
            Enrolment.cohort_id == gathering.cohort_id,
            Enrolment.state.in_([JOINED, LEFT]),
        )
    )
    return {row[0]: Kept(*row[1:]) for row in rows}


@dataclass(frozen=True)
class FileLine:
    """A person for the file of a register; times are UTC."""

    enrolment_id: UUID
    name: str
    email: str | None
    how: str
    by: str | None
    at: datetime | None


def whole_register(db: Session, gathering: Gathering) -> Sequence[FileLine]:
    """Everybody of a register by name, for a file; one statement."""
    by = aliased(Person)
    rows = _register(
        gathering,
        Person.name,
        Person.email,
        func.coalesce(Attendance.how, ""),
        by.name,
        Attendance.noted_at,
    ).outerjoin(by, by.id == Attendance.noted_by_id)
    return [FileLine(*row) for row in db.execute(_by_name(rows))]


def latest_begun(db: Session, cohort_id: UUID, now: datetime) -> UUID | None:
    """The session of a cohort that began last and was not called off; one statement."""
    return db.scalar(
        select(Gathering.id)
        .where(
            Gathering.cohort_id == cohort_id,
            Gathering.state == PLANNED,
            Gathering.starts_at <= now,
        )
        .order_by(Gathering.starts_at.desc(), Gathering.id)
        .limit(1)
    )


def _noted(gathering: Gathering) -> Any:
    return and_(Attendance.enrolment_id == Enrolment.id, Attendance.gathering_id == gathering.id)


def _register(gathering: Gathering, *columns: Any) -> Select[Any]:
    """Who is in the cohort, and who was noted and has left since."""
    return (
        select(Enrolment.id, *columns)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(Attendance, _noted(gathering))
        .where(
            Enrolment.cohort_id == gathering.cohort_id,
            or_(Enrolment.state == JOINED, Attendance.id.is_not(None)),
        )
    )


def _by_name(rows: Select[Any]) -> Select[Any]:
    return rows.order_by(func.lower(Person.name), Person.id)

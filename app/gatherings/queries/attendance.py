"""Who took part in a session."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.gatherings.models import Attendance, Gathering
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person


@dataclass(frozen=True)
class RegisterLine:
    """A person of the cohort by name, and how they took part; empty: not noted."""

    enrolment_id: UUID
    name: str
    how: str


def register_page(db: Session, gathering: Gathering, number: int) -> Page[RegisterLine]:
    """Who is in the cohort, and who was noted and has left since, by name; two statements.

    Fifty at a time; a number outside the list shows its nearest page.
    """
    noted = and_(Attendance.enrolment_id == Enrolment.id, Attendance.gathering_id == gathering.id)
    people = (
        select(Enrolment.id, Person.name, func.coalesce(Attendance.how, ""))
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(Attendance, noted)
        .where(
            Enrolment.cohort_id == gathering.cohort_id,
            or_(Enrolment.state == JOINED, Attendance.id.is_not(None)),
        )
    )
    total = db.scalar(select(func.count()).select_from(people.subquery())) or 0
    number = nearest_page(number, total)
    rows = db.execute(
        people.order_by(func.lower(Person.name), Person.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([RegisterLine(*row) for row in rows], number, total)

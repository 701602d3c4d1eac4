"""Reads of erasures, and of what one would take away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import any_, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.kit.paging import PAGE_SIZE, Page
from app.kit.rights import Declared
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from app.rights.declared import declared, is_theirs
from app.rights.models import Erasure
from app.rights.rules.erasing import DONE, OPEN


@dataclass(frozen=True)
class Line:
    """What becomes of the rows of one table: how many, and what stays why."""

    table: str
    about: str
    rows: int
    # Why it stays; empty: it goes.
    why: str


def would_go(db: Session, person_id: UUID) -> list[Line]:
    """What is a person's and what an erasure does with it; one statement a table.

    What others said of them to nobody but us, such as whom they would not be paired with, goes too
    and is not counted here: the person reads this.
    """
    found = (_line(db, one, person_id) for one in declared().values() if one.owner)
    return [line for line in found if line.rows]


def open_erasure(db: Session, person_id: UUID) -> Erasure | None:
    """The erasure that waits or works for a person. One statement."""
    return db.scalar(select(Erasure).where(Erasure.person_id == person_id, Erasure.state.in_(OPEN)))


def places_of(db: Session, person_id: UUID) -> list[tuple[str, Enrolment]]:
    """The cohorts that somebody is or was in, by name. One statement."""
    rows = db.execute(
        select(Cohort.name, Enrolment)
        .join(Enrolment, Enrolment.cohort_id == Cohort.id)
        .where(Enrolment.person_id == person_id)
        .order_by(Cohort.name, Cohort.id)
    )
    return [(row[0], row[1]) for row in rows]


def was_erased(db: Session, person_id: UUID) -> bool:
    """Whether this person was erased here. One statement."""
    wanted = select(Erasure.id).where(Erasure.person_id == person_id, Erasure.state == DONE)
    return db.scalar(wanted.limit(1)) is not None


def all_erased(db: Session) -> dict[UUID, datetime]:
    """Everybody who was erased here, and when. One statement."""
    wanted = select(Erasure.person_id, Erasure.erased_at).where(Erasure.erased_at.is_not(None))
    return {row.person_id: row.erased_at for row in db.execute(wanted)}


def other_leads(db: Session, person_id: UUID) -> int:
    """How many other programme leads there are that nobody erases. One statement."""
    going = select(Erasure.person_id).where(Erasure.state.in_(OPEN))
    wanted = (
        select(func.count())
        .select_from(Person)
        .where(
            any_(Person.roles) == PROGRAMME_LEAD, Person.id != person_id, Person.id.not_in(going)
        )
    )
    return db.scalar(wanted) or 0


def _line(db: Session, one: Declared, person_id: UUID) -> Line:
    wanted = select(func.count()).select_from(one.table).where(is_theirs(one, person_id))
    return Line(one.name, one.about, db.scalar(wanted) or 0, one.why)


@dataclass(frozen=True)
class Listed:
    """An erasure in the list, with the name of whom it is about while they have one."""

    erasure: Erasure
    name: str
    asked_by: str


def erasures_page(db: Session, number: int) -> Page[Listed]:
    """Erasures that wait, were undone or are done, newest first. Two statements."""
    asker = aliased(Person)
    total = db.scalar(select(func.count()).select_from(Erasure)) or 0
    rows = db.execute(
        select(Erasure, func.coalesce(Person.name, ""), func.coalesce(asker.name, ""))
        .outerjoin(Person, Person.id == Erasure.person_id)
        .outerjoin(asker, asker.id == Erasure.asked_by_id)
        .order_by(Erasure.asked_at.desc(), Erasure.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([Listed(*row) for row in rows], number, total)

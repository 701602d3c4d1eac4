"""Who has something to catch up on after a session, and how far they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED, PARTICIPANT
from app.gatherings.models import Attendance, CatchUp, Gathering, JoinClick
from app.gatherings.rules import LONGEST_LINK
from app.gatherings.rules.catch_up import AWAY, OPEN, STATES, Material
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person
from app.post.models import Letter

# Enough to tell an address from a text.
TRANSCRIPT_START = func.left(Gathering.transcript, LONGEST_LINK + 1)


@dataclass(frozen=True)
class CatchUpLine:
    """Somebody who was not there; `by` is the name of a facilitator who entered the state."""

    enrolment_id: UUID
    name: str
    state: str
    changed_at: datetime | None
    by: str | None


@dataclass(frozen=True)
class CatchUpPage:
    """Those who were not there, page by page, and how many are in each state."""

    page: Page[CatchUpLine]
    counts: dict[str, int]


@dataclass(frozen=True)
class AwayReceiver:
    """Whom a letter about catching up is for, and what it is about.

    `has_register`: anybody is noted. `clicked`: they opened the online room.
    """

    name: str
    joined: bool
    how: str | None
    has_register: bool
    clicked: bool
    state: str
    gathering: Gathering
    cohort: Cohort
    material: Material


def catch_up_page(db: Session, gathering: Gathering, number: int) -> CatchUpPage:
    """Who was not noted as there: those still to do it first, then by name; two statements."""
    state = func.coalesce(CatchUp.state, OPEN)
    rows = db.execute(_not_there(select(state, func.count()), gathering).group_by(state))
    counts = dict.fromkeys(STATES, 0) | {row[0]: row[1] for row in rows}
    total = sum(counts.values())
    number = nearest_page(number, total)
    by = aliased(Person)
    found = _not_there(
        select(
            *(Enrolment.id, Person.name, state, CatchUp.changed_at),
            case((by.id != Person.id, by.name)),
        ),
        gathering,
    )
    lines = db.execute(
        found.outerjoin(by, by.id == CatchUp.changed_by_id)
        .order_by(state != OPEN, func.lower(Person.name), Person.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return CatchUpPage(Page([CatchUpLine(*line) for line in lines], number, total), counts)


def transcript_of(db: Session, gathering_id: UUID) -> str:
    """What was said in a session, in writing, or its address; one statement."""
    return db.scalar(select(Gathering.transcript).where(Gathering.id == gathering_id)) or ""


def away_receivers(db: Session, letters: Sequence[Letter]) -> dict[UUID, AwayReceiver]:
    """Whom these letters are for, by the letter's id; one statement."""
    enrolled = and_(
        Enrolment.cohort_id == Gathering.cohort_id, Enrolment.person_id == Letter.person_id
    )
    noted = aliased(Attendance)
    has_register = exists().where(noted.gathering_id == Gathering.id)
    clicked = exists().where(_of(JoinClick))
    rows = db.execute(
        select(
            *(Letter.id, Person.name, Attendance.how, Gathering, Cohort),
            *(Enrolment.state.label("enrolled_as"), has_register.label("has_register")),
            *(clicked.label("clicked"), func.coalesce(CatchUp.state, OPEN).label("state")),
            TRANSCRIPT_START.label("transcript"),
        )
        .join(Person, Person.id == Letter.person_id)
        .join(Gathering, Gathering.id == Letter.about_id)
        .join(Cohort, Cohort.id == Gathering.cohort_id)
        .outerjoin(Enrolment, enrolled)
        .outerjoin(Attendance, _of(Attendance))
        .outerjoin(CatchUp, _of(CatchUp))
        .where(Letter.id.in_([letter.id for letter in letters]))
    )
    return {
        row.id: AwayReceiver(
            name=row.name,
            joined=row.enrolled_as == JOINED,
            how=row.how,
            has_register=row.has_register,
            clicked=row.clicked,
            state=row.state,
            gathering=row.Gathering,
            cohort=row.Cohort,
            material=Material(row.Gathering.recording, row.transcript, row.Gathering.catch_up),
        )
        for row in rows
    }


def _of(table: type[Attendance | CatchUp | JoinClick]) -> ColumnElement[bool]:
    """The row of this session and this enrolment."""
    return and_(table.gathering_id == Gathering.id, table.enrolment_id == Enrolment.id)


def _not_there(found: Select[*tuple[Any, ...]], gathering: Gathering) -> Select[*tuple[Any, ...]]:
    """Those who take part in the cohort and were not noted as there."""
    return (
        found.select_from(Enrolment)
        .join(Person, Person.id == Enrolment.person_id)
        .join(Gathering, Gathering.id == gathering.id)
        .outerjoin(Attendance, _of(Attendance))
        .outerjoin(CatchUp, _of(CatchUp))
        .where(
            Enrolment.cohort_id == gathering.cohort_id,
            Enrolment.state == JOINED,
            Enrolment.role == PARTICIPANT,
            or_(Attendance.id.is_(None), Attendance.how.in_(AWAY)),
        )
    )

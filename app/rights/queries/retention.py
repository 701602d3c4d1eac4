"""Accounts that nobody has used for so long that they are to go, and what keeps some of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import OUT
from app.gatherings.models import Gathering
from app.mentoring.models import Pairing, Recognition, Worry
from app.mentoring.rules.states import OPEN as OPEN_PAIRS
from app.people.models import Person
from app.progress.models import StepProgress
from app.rights.models import Erasure
from app.rights.queries.activity import last_activity
from app.rights.rules.erasing import UNDONE
from app.rights.rules.retention import (
    COHORT_REST,
    COHORT_YEAR,
    IN_COHORT,
    IN_ROLE,
    IS_OPEN,
    NOTICE,
    years_before,
)

UNPAID = ("offered", "accepted", "expenses_only")


# Those who are in a cohort beside somebody.
Beside = aliased(Enrolment)


@dataclass(frozen=True)
class Unused:
    """An account past its time, or 30 days short of it."""

    person_id: UUID
    last_at: datetime
    # Why it stays; empty: nothing keeps it.
    reason: str


def unused(db: Session, *, now: datetime, years: int) -> list[Unused]:
    """Every account that nobody used for `years`, less the days of notice. One statement."""
    return [Unused(*row) for row in db.execute(select_unused(now=now, years=years))]


def reasons(rows: list[Unused]) -> Counter[str]:
    """How many stay for which reason; the empty one counts those that nothing keeps."""
    return Counter(row.reason for row in rows)


def select_unused(*, now: datetime, years: int) -> Select[Any]:
    """The id of each person past their time, when they were last active, and why they stay."""
    last = last_activity(now)
    return (
        select(Person.id, last.c.at, what_keeps(now))
        .join(last, last.c.person_id == Person.id)
        .where(last.c.at <= years_before(now + NOTICE, years), ~_is_going())
        .order_by(last.c.at, Person.id)
    )


def what_keeps(now: datetime) -> ColumnElement[str]:
    """Why the account of a `Person` stays whatever its age; empty: nothing keeps it."""
    return case(
        (func.cardinality(Person.roles) > 0, literal(IN_ROLE)),
        (_is_in_live_cohort(now), literal(IN_COHORT)),
        (or_(_is_in_pair(), _is_unpaid(), _is_worried()), literal(IS_OPEN)),
        else_=literal(""),
    )


def _is_going() -> ColumnElement[bool]:
    """Erased, or about to be at somebody's wish."""
    return (
        select(Erasure.id).where(Erasure.person_id == Person.id, Erasure.state != UNDONE).exists()
    )


def _is_in_live_cohort(now: datetime) -> ColumnElement[bool]:
    """In a cohort, in whichever role, that began less than a year ago or where things happen."""
    met = select(Gathering.id).where(
        Gathering.cohort_id == Cohort.id, Gathering.ends_at > now - COHORT_REST
    )
    went_on = (
        select(StepProgress.id)
        .join(Beside, Beside.id == StepProgress.enrolment_id)
        .where(Beside.cohort_id == Cohort.id, StepProgress.visited_at > now - COHORT_REST)
    )
    begun = Cohort.starts_on > (now - COHORT_YEAR).date()
    return (
        select(Enrolment.id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .where(
            Enrolment.person_id == Person.id,
            Enrolment.state.not_in(OUT),
            or_(begun, met.exists(), went_on.exists()),
        )
        .exists()
    )


def _is_in_pair() -> ColumnElement[bool]:
    is_one = or_(Pairing.one_id == Person.id, Pairing.two_id == Person.id)
    return select(Pairing.id).where(is_one, Pairing.state.in_(OPEN_PAIRS)).exists()


def _is_unpaid() -> ColumnElement[bool]:
    owed = (Recognition.person_id == Person.id, Recognition.state.in_(UNPAID))
    return select(Recognition.id).where(*owed).exists()


def _is_worried() -> ColumnElement[bool]:
    waits = (Worry.raised_by_id == Person.id, Worry.closed_at.is_(None))
    return select(Worry.id).where(*waits).exists()

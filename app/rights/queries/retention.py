"""Accounts that nobody has used for so long that they are to go, and what keeps some of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import OUT
from app.gatherings.models import Gathering
from app.kit.paging import PAGE_SIZE, Page
from app.mentoring.models import Pairing, Recognition, Worry
from app.mentoring.rules.states import OPEN as OPEN_PAIRS
from app.people.models import Person
from app.post.models import Letter
from app.progress.models import StepProgress
from app.rights.letters import ACCOUNT_ENDING
from app.rights.models import Erasure, LegalHold, RetentionNotice
from app.rights.queries.activity import last_activity
from app.rights.rules.erasing import UNDONE
from app.rights.rules.retention import (
    COHORT_REST,
    COHORT_YEAR,
    GONE_BEFORE,
    IN_COHORT,
    IN_ROLE,
    IS_OPEN,
    NOTICE,
    ON_HOLD,
    years_before,
)

UNPAID = ("offered", "accepted", "expenses_only")


# Those who are in a cohort beside somebody.
Beside = aliased(Enrolment)


@dataclass(frozen=True)
class Unused:
    """An account past its time, or so many days short of it as its person is told before."""

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
        (is_held(Person.id), literal(ON_HOLD)),
        (func.cardinality(Person.roles) > 0, literal(IN_ROLE)),
        (_is_in_live_cohort(now), literal(IN_COHORT)),
        (or_(_is_in_pair(), _is_unpaid(), _is_worried()), literal(IS_OPEN)),
        else_=literal(""),
    )


def is_held(person_id: InstrumentedAttribute[UUID] | UUID) -> ColumnElement[bool]:
    """Whether somebody's account may not be erased."""
    held = (LegalHold.person_id == person_id, LegalHold.lifted_at.is_(None))
    return select(LegalHold.id).where(*held).exists()


def on_hold(db: Session, person_id: UUID) -> bool:
    """The same for one person. One statement."""
    return bool(db.scalar(select(is_held(person_id))))


def told_in_time(db: Session, notice_ids: Sequence[UUID], *, now: datetime) -> Sequence[UUID]:
    """The people of these notices whom both letters reached, as far as we know. One statement."""
    went = [
        select(Letter.id)
        .where(
            *(Letter.about_id == RetentionNotice.id, Letter.kind == ACCOUNT_ENDING),
            *(Letter.occurrence == occurrence, Letter.state == "sent"),
            *(Letter.sent_at <= now - before, Letter.bounced_at.is_(None)),
        )
        .exists()
        for occurrence, before in GONE_BEFORE.items()
    ]
    wanted = select(RetentionNotice.person_id).where(RetentionNotice.id.in_(notice_ids), *went)
    # Whoever keeps theirs at this moment waits, or is seen to have kept it.
    held = wanted.where(RetentionNotice.kept_at.is_(None)).with_for_update(of=RetentionNotice)
    return db.scalars(held.order_by(RetentionNotice.due_at)).all()


@dataclass(frozen=True)
class Ending:
    """Whose account a letter says will end, and whether it was kept since."""

    person_id: UUID
    due_at: datetime
    is_kept: bool
    language: str
    zone: str


def ending_of(db: Session, letter_id: UUID) -> Ending | None:
    """What a letter about an ending is about; None: it is over. One statement."""
    row = db.execute(
        select(
            *(Person.id, RetentionNotice.due_at, RetentionNotice.kept_at.is_not(None)),
            *(Person.language, Person.time_zone),
        )
        .join(RetentionNotice, RetentionNotice.person_id == Person.id)
        .join(Letter, Letter.about_id == RetentionNotice.id)
        .where(Letter.id == letter_id, Letter.kind == ACCOUNT_ENDING, Letter.person_id == Person.id)
        .where(~_is_going())
    ).one_or_none()
    return Ending(*row) if row else None


@dataclass(frozen=True)
class Due:
    """Somebody who was told that their account ends, and whether the letters went."""

    person_id: UUID
    name: str
    due_at: datetime
    letters: int


@dataclass(frozen=True)
class Held:
    """A hold that is not lifted."""

    person_id: UUID
    name: str
    reason: str
    set_at: datetime
    set_by: str


def notices_page(db: Session, number: int) -> Page[Due]:
    """Who was told, the next to go first. Two statements."""
    open_ones = RetentionNotice.kept_at.is_(None)
    total = db.scalar(select(func.count(RetentionNotice.id)).where(open_ones)) or 0
    went = select(func.count(Letter.id)).where(
        *(Letter.about_id == RetentionNotice.id, Letter.kind == ACCOUNT_ENDING),
        *(Letter.state == "sent", Letter.bounced_at.is_(None)),
    )
    rows = db.execute(
        select(Person.id, Person.name, RetentionNotice.due_at, went.scalar_subquery())
        .join(Person, Person.id == RetentionNotice.person_id)
        .where(open_ones)
        .order_by(RetentionNotice.due_at, Person.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([Due(*row) for row in rows], number, total)


def open_holds(db: Session) -> list[Held]:
    """All that are not lifted, the oldest first. One statement."""
    setter = aliased(Person)
    rows = db.execute(
        select(
            Person.id,
            Person.name,
            LegalHold.reason,
            LegalHold.set_at,
            func.coalesce(setter.name, ""),
        )
        .join(Person, Person.id == LegalHold.person_id)
        .outerjoin(setter, setter.id == LegalHold.set_by_id)
        .where(LegalHold.lifted_at.is_(None))
        .order_by(LegalHold.set_at, LegalHold.id)
    )
    return [Held(*row) for row in rows]


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

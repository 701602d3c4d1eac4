"""What counts as a person's learning: sessions they came to, and modules they finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, and_, cast, func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import PARTICIPANT
from app.gatherings.models import Attendance, Gathering
from app.gatherings.rules import PLANNED
from app.gatherings.rules.attendance import TOOK_PART
from app.people.models import Person
from app.progress.models import Excuse, StepProgress
from app.reflections.models import CpdRecord
from app.syllabus.models import CourseModule, Step


@dataclass(frozen=True)
class Learned:
    """A session or a module: on which day, what, with which cohort, and how long."""

    day: date
    title: str
    cohort: str
    minutes: int


@dataclass(frozen=True)
class Learning:
    """All that counts of a person, by day; `own_minutes` are what they counted for themselves.

    None: they did not ask for that to be shown.
    """

    sessions: Sequence[Learned]
    modules: Sequence[Learned]
    own_minutes: int | None = None

    @property
    def session_minutes(self) -> int:
        """The minutes of all sessions."""
        return sum(one.minutes for one in self.sessions)

    @property
    def module_minutes(self) -> int:
        """The minutes of all modules, as the programme states them."""
        return sum(one.minutes for one in self.modules)

    @property
    def minutes(self) -> int:
        """All of it."""
        return self.session_minutes + self.module_minutes + (self.own_minutes or 0)


def learning_of(db: Session, person: Person, *, with_own: bool) -> Learning:
    """What counts as a person's learning; two statements, and one more with what they counted."""
    return Learning(
        _sessions(db, person), _modules(db, person), _own(db, person) if with_own else None
    )


def _sessions(db: Session, person: Person) -> Sequence[Learned]:
    day = cast(func.timezone(Cohort.time_zone, Gathering.starts_at), Date)
    minutes = func.floor(func.extract("epoch", Gathering.ends_at - Gathering.starts_at) / 60)
    rows = db.execute(
        select(day, Gathering.title, Cohort.name, minutes)
        .join(Attendance, Attendance.gathering_id == Gathering.id)
        .join(Enrolment, Enrolment.id == Attendance.enrolment_id)
        .join(Cohort, Cohort.id == Gathering.cohort_id)
        .where(
            Enrolment.person_id == person.id,
            Attendance.how.in_(list(TOOK_PART)),
            Gathering.state == PLANNED,
        )
        .order_by(Gathering.starts_at, Gathering.id)
    )
    return [Learned(row[0], row[1], row[2], int(row[3])) for row in rows]


def _modules(db: Session, person: Person) -> Sequence[Learned]:
    """Each module once, also when somebody moved on to another cohort with what they had done."""
    own = and_(StepProgress.step_id == Step.id, StepProgress.enrolment_id == Enrolment.id)
    not_asked = and_(
        Excuse.enrolment_id == Enrolment.id,
        Excuse.taken_back_at.is_(None),
        Excuse.module_key == CourseModule.key,
        Excuse.step_key == Step.key,
    )
    left = func.count(Step.id).filter(StepProgress.done_at.is_(None), Excuse.id.is_(None))
    last = func.max(func.timezone(Cohort.time_zone, StepProgress.done_at))
    rows = db.execute(
        select(cast(last, Date), CourseModule.title, Cohort.name, CourseModule.minutes)
        .select_from(Enrolment)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(CourseModule, CourseModule.edition_id == Cohort.edition_id)
        .join(Step, Step.module_id == CourseModule.id)
        .outerjoin(StepProgress, own)
        .outerjoin(Excuse, not_asked)
        .where(Enrolment.person_id == person.id, Enrolment.role == PARTICIPANT)
        .group_by(Enrolment.id, Cohort.id, CourseModule.id)
        .having(left == 0, func.count(StepProgress.done_at) > 0)
        .order_by(last, CourseModule.number)
    )
    once: dict[str, Learned] = {}
    for row in rows:
        once.setdefault(row[1], Learned(*row))
    return list(once.values())


def _own(db: Session, person: Person) -> int:
    """Minutes that the person counted for themselves, but for sessions, which stand there already.

    No writing is opened.
    """
    wanted = select(func.coalesce(func.sum(CpdRecord.minutes), 0)).where(
        CpdRecord.person_id == person.id, CpdRecord.gathering_id.is_(None)
    )
    return db.scalars(wanted).one()

"""What a new record of learning can begin with: a reflection, or a session that one came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.models import Attendance, Gathering
from app.gatherings.rules import PLANNED
from app.gatherings.rules.attendance import TOOK_PART
from app.kit.times import in_zone, say_day
from app.people.models import Person
from app.reflections.models import CpdRecord, Reflection
from app.reflections.queries.zone import NEWEST_ZONE
from app.reflections.rules import HOME_ZONE
from app.reflections.rules.cpd.years import AppraisalYear
from app.syllabus.models import CourseModule, Step

MOST_OFFERED = 10


@dataclass(frozen=True)
class Prefill:
    """What a form begins with; `counted` is the record that is there already, if there is one."""

    title: str = ""
    day: date | None = None
    minutes: int | None = None
    participatory: bool = False
    reflection_id: UUID | None = None
    gathering_id: UUID | None = None
    counted: UUID | None = None


_CAME = (
    select(Gathering, Cohort.time_zone, CpdRecord.id)
    .join(Attendance, Attendance.gathering_id == Gathering.id)
    .join(Enrolment, Enrolment.id == Attendance.enrolment_id)
    .join(Cohort, Cohort.id == Gathering.cohort_id)
    .outerjoin(
        CpdRecord,
        and_(CpdRecord.gathering_id == Gathering.id, CpdRecord.person_id == bindparam("person")),
    )
    .where(
        Enrolment.person_id == bindparam("person"),
        Attendance.how.in_(list(TOOK_PART)),
        Gathering.state == PLANNED,
    )
)
_FROM_REFLECTION = (
    select(
        Reflection.created_at,
        func.coalesce(CourseModule.title, Gathering.title),
        CpdRecord.id,
        NEWEST_ZONE.scalar_subquery(),
    )
    .outerjoin(Step, Step.id == Reflection.step_id)
    .outerjoin(CourseModule, CourseModule.id == Step.module_id)
    .outerjoin(CpdRecord, CpdRecord.reflection_id == Reflection.id)
    .outerjoin(Gathering, Gathering.id == Reflection.gathering_id)
    .where(
        Reflection.id == bindparam("reflection"),
        Reflection.person_id == bindparam("person"),
        Reflection.deleted_at.is_(None),
    )
)


def from_session(db: Session, actor: Person, gathering_id: UUID) -> Prefill | None:
    """A session as the register has it: its minutes, with others. One statement.

    None when the register does not say that the actor took part.
    """
    query = _CAME.where(Gathering.id == gathering_id)
    row = db.execute(query, {"person": actor.id}).first()
    return _of_session(*row) if row else None


def from_reflection(db: Session, actor: Person, reflection_id: UUID) -> Prefill | None:
    """A reflection of the actor's own; how long it took is theirs to say. One statement."""
    facts = {"person": actor.id, "reflection": reflection_id}
    row = db.execute(_FROM_REFLECTION, facts).one_or_none()
    if row is None:
        return None
    written_at: datetime = row[0]
    zone = row[3] or HOME_ZONE
    title = row[1] or f"Reflection of {say_day(written_at, zone)}"
    day = in_zone(written_at, zone).date()
    return Prefill(title, day, reflection_id=reflection_id, counted=row[2])


def sessions_to_count(db: Session, actor: Person, year: AppraisalYear) -> Sequence[Prefill]:
    """Sessions of a year that the actor came to and has not counted, newest first; at most ten.

    One statement.
    """
    query = (
        _CAME.where(
            CpdRecord.id.is_(None),
            Gathering.starts_at >= year.first_day,
            Gathering.starts_at < year.back(-1).first_day,
        )
        .order_by(Gathering.starts_at.desc(), Gathering.id)
        .limit(MOST_OFFERED)
    )
    return [_of_session(*row) for row in db.execute(query, {"person": actor.id})]


def _of_session(gathering: Gathering, zone: str, counted: UUID | None) -> Prefill:
    minutes = int((gathering.ends_at - gathering.starts_at).total_seconds()) // 60
    return Prefill(
        title=gathering.title,
        day=in_zone(gathering.starts_at, zone).date(),
        minutes=minutes,
        participatory=True,
        gathering_id=gathering.id,
        counted=counted,
    )

"""Which modules people began and finished: for what opens to them, and never to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED, PARTICIPANT
from app.progress.models import Excuse, StepProgress, Unlock
from app.syllabus.models import CourseModule, Step


@dataclass(frozen=True)
class DoneModules:
    """The keys of the modules that one person began, finished, and had opened early."""

    begun: frozenset[str] = frozenset()
    finished: frozenset[str] = frozenset()
    unlocked: frozenset[str] = frozenset()


def done_modules(db: Session, which: ColumnElement[bool]) -> dict[UUID, DoneModules]:
    """What each participant began, finished and had opened, by enrolment. One statement.

    `which` chooses the enrolments; only modules of their cohort's edition count.
    """
    own = and_(StepProgress.step_id == Step.id, StepProgress.enrolment_id == Enrolment.id)
    excused = and_(
        Excuse.enrolment_id == Enrolment.id,
        Excuse.module_key == CourseModule.key,
        Excuse.step_key == Step.key,
        Excuse.taken_back_at.is_(None),
    )
    each = (
        select(
            Enrolment.id.label("enrolment_id"),
            CourseModule.key.label("module_key"),
            (func.count(StepProgress.id) > 0).label("begun"),
            func.bool_and(or_(StepProgress.done_at.is_not(None), Excuse.id.is_not(None))).label(
                "finished"
            ),
        )
        .select_from(Enrolment)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(CourseModule, CourseModule.edition_id == Cohort.edition_id)
        .join(Step, Step.module_id == CourseModule.id)
        .outerjoin(StepProgress, own)
        .outerjoin(Excuse, excused)
        .where(which, Enrolment.role == PARTICIPANT, Enrolment.state == JOINED)
        .group_by(Enrolment.id, CourseModule.key)
        .subquery()
    )
    keys = func.array_agg(each.c.module_key)
    unlocked = (
        select(func.array_agg(Unlock.module_key))
        .where(Unlock.enrolment_id == each.c.enrolment_id)
        .scalar_subquery()
    )
    rows = db.execute(
        select(
            each.c.enrolment_id, keys.filter(each.c.begun), keys.filter(each.c.finished), unlocked
        ).group_by(each.c.enrolment_id)
    )
    return {row[0]: DoneModules(*(frozenset(keys or ()) for keys in row[1:])) for row in rows}

"""The step that a person begins to write from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.progress.models import CohortMove, StepProgress
from app.progress.queries.courses import course_of
from app.syllabus.models import CourseModule, Step

# The step that was named; the cohort may have moved to another edition since it was opened.
_Named = aliased(Step)
_NamedModule = aliased(CourseModule)
_was_there = exists().where(
    CohortMove.cohort_id == Cohort.id,
    CohortMove.from_edition_id == _NamedModule.edition_id,
)
_is_never_locked = and_(
    *(of.opens_days.is_(None) for of in (CourseModule, Step)),
    *(of.opens_after_session.is_(False) for of in (CourseModule, Step)),
    *(func.jsonb_array_length(of.needs) == 0 for of in (CourseModule, Step)),
)
# Built once. The named cohort first, so that a wrong name still finds the step.
_WRITING = (
    select(
        *(Enrolment.id, Step.id, Step.kind, Cohort.slug),
        *(CourseModule.key, CourseModule.title, Step.key, Step.title),
        *(Step.data["prompt"].astext, or_(StepProgress.id.is_not(None), _is_never_locked)),
    )
    .select_from(_Named)
    .join(_NamedModule, _NamedModule.id == _Named.module_id)
    .join(Cohort, or_(Cohort.edition_id == _NamedModule.edition_id, _was_there))
    .join(Enrolment, Enrolment.cohort_id == Cohort.id)
    .join(
        CourseModule,
        and_(
            CourseModule.edition_id == Cohort.edition_id,
            CourseModule.key == _NamedModule.key,
        ),
    )
    .join(Step, and_(Step.module_id == CourseModule.id, Step.key == _Named.key))
    .outerjoin(
        StepProgress,
        and_(StepProgress.step_id == Step.id, StepProgress.enrolment_id == Enrolment.id),
    )
    .where(
        _Named.id == bindparam("step"),
        Enrolment.person_id == bindparam("person"),
        Enrolment.state == JOINED,
    )
    .order_by(
        (Cohort.slug == bindparam("slug")).desc(),
        (Cohort.edition_id == _NamedModule.edition_id).desc(),
        *(Cohort.starts_on.desc(), Cohort.id),
    )
    .limit(1)
)
# While somebody writes, the cohort stays on its edition, so that a move carries what was written.
_HELD = _WRITING.with_for_update(read=True, of=Cohort)


@dataclass(frozen=True)
class WritingStep:
    """A step on a person's own way, with its prompt if it has one."""

    enrolment_id: UUID
    step_id: UUID
    kind: str
    slug: str
    module_key: str
    module_title: str
    step_key: str
    step_title: str
    prompt: str | None


def writing_step(
    db: Session, person_id: UUID, step_id: UUID, slug: str | None = None, *, now: datetime
) -> WritingStep | None:
    """The step, if it is open to the person in a cohort they joined: the one named, or the newest.

    A step of an edition that the cohort has left is found under its key in the present one. One
    statement; two for a step that may be locked and was never opened.
    """
    values = {"step": step_id, "person": person_id, "slug": slug or ""}
    row = db.execute(_WRITING, values).one_or_none()
    return _if_open(db, row, now) if row else None


def held_writing_step(
    db: Session, person_id: UUID, step_id: UUID, slug: str | None = None, *, now: datetime
) -> WritingStep | None:
    """The same for somebody who saves: until the commit, the cohort moves to no other edition.

    One statement more where nothing is found, since a move may just have ended.
    """
    values = {"step": step_id, "person": person_id, "slug": slug or ""}
    row = db.execute(_HELD, values).one_or_none() or db.execute(_HELD, values).one_or_none()
    return _if_open(db, row, now) if row else None


def _if_open(db: Session, row: Sequence[Any], now: datetime) -> WritingStep | None:
    *facts, is_open = row
    step = WritingStep(*facts)
    if is_open:
        return step
    course = course_of(db, step.enrolment_id, now=now)
    return step if course.module(step.module_key).step(step.step_key).is_open else None

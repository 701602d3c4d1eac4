"""The step that a person begins to write from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.progress.models import CohortMove, StepProgress
from app.progress.queries.courses import course_of
from app.syllabus.models import CourseModule, Step

_is_never_locked = and_(
    *(of.opens_days.is_(None) for of in (CourseModule, Step)),
    *(of.opens_after_session.is_(False) for of in (CourseModule, Step)),
    *(func.jsonb_array_length(of.needs) == 0 for of in (CourseModule, Step)),
)
_mine = (
    select(
        *(Enrolment.id, Step.id, Step.kind, Cohort.slug),
        *(CourseModule.key, CourseModule.title, Step.key, Step.title),
        *(Step.data["prompt"].astext, or_(StepProgress.id.is_not(None), _is_never_locked)),
    )
    .select_from(Step)
    .join(CourseModule, CourseModule.id == Step.module_id)
    .join(Cohort, Cohort.edition_id == CourseModule.edition_id)
    .join(Enrolment, Enrolment.cohort_id == Cohort.id)
    .outerjoin(
        StepProgress,
        and_(StepProgress.step_id == Step.id, StepProgress.enrolment_id == Enrolment.id),
    )
    .where(Enrolment.person_id == bindparam("person"), Enrolment.state == JOINED)
    # The named cohort first, so that a wrong name still finds the step.
    .order_by((Cohort.slug == bindparam("slug")).desc(), Cohort.starts_on.desc(), Cohort.id)
    .limit(1)
)
# Built once. The step that was named, in a cohort that is on its edition.
_HERE = _mine.where(Step.id == bindparam("step"))
# The step with its keys, in a cohort that was on its edition and has moved since.
_Named = aliased(Step)
_NamedModule = aliased(CourseModule)
_MOVED = (
    _mine.join(_NamedModule, _NamedModule.key == CourseModule.key)
    .join(_Named, and_(_Named.module_id == _NamedModule.id, _Named.key == Step.key))
    .where(
        _Named.id == bindparam("step"),
        exists().where(
            CohortMove.cohort_id == Cohort.id,
            CohortMove.from_edition_id == _NamedModule.edition_id,
        ),
    )
)
# While somebody saves, the cohort stays on its edition, so that a move carries what was written.
_HELD = [one.with_for_update(read=True, of=Cohort) for one in (_HERE, _MOVED)]


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

    A step of an edition that the cohort has left is found under its keys in the present one. One
    statement; one more for what is not there any more, and for what may be locked.
    """
    return _found(db, (_HERE, _MOVED), {"step": step_id, "person": person_id, "slug": slug}, now)


def held_writing_step(
    db: Session, person_id: UUID, step_id: UUID, slug: str | None = None, *, now: datetime
) -> WritingStep | None:
    """The same for somebody who saves: until the commit, the cohort moves to no other edition."""
    return _found(db, _HELD, {"step": step_id, "person": person_id, "slug": slug}, now)


def _found(
    db: Session, statements: Iterable[Executable], facts: dict[str, object], now: datetime
) -> WritingStep | None:
    rows = (
        db.execute(one, {**facts, "slug": facts["slug"] or ""}).one_or_none() for one in statements
    )
    row: Sequence[Any] | None = next(filter(None, rows), None)
    if row is None:
        return None
    *written, is_open = row
    step = WritingStep(*written)
    if is_open:
        return step
    course = course_of(db, step.enrolment_id, now=now)
    return step if course.module(step.module_key).step(step.step_key).is_open else None

"""Where a person carries on in each of their cohorts, for pages that show more than one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.progress.models import StepProgress
from app.syllabus.models import CourseModule, Step


@dataclass(frozen=True)
class ResumePoint:
    """The step to carry on with; when the whole course is done, the one opened last.

    `done` and `total` count the steps of this step's module, `course_done` and `course_total`
    those of the whole edition.
    """

    enrolment_id: UUID
    slug: str
    module_key: str
    module_number: int
    module_title: str
    step_key: str
    step_title: str
    done: int
    total: int
    course_done: int
    course_total: int
    course_opened: int
    # The last visit to any step of the course, in UTC; None: it has not begun.
    visited_at: datetime | None

    @property
    def has_begun(self) -> bool:
        """Whether any step of the course was opened or done."""
        return self.course_opened > 0

    @property
    def is_finished(self) -> bool:
        """Whether every step of the course is done."""
        return self.course_done == self.course_total


_own = and_(StepProgress.step_id == Step.id, StepProgress.enrolment_id == Enrolment.id)
_in_module = [Enrolment.id, CourseModule.id]
# Built once: putting it together takes longer than running it.
_POINTS = (
    select(
        Enrolment.id,
        Cohort.slug,
        *(CourseModule.key, CourseModule.number, CourseModule.title),
        *(Step.key, Step.title),
        func.count(StepProgress.done_at).over(partition_by=_in_module),
        func.count(Step.id).over(partition_by=_in_module),
        func.count(StepProgress.done_at).over(partition_by=Enrolment.id),
        func.count(Step.id).over(partition_by=Enrolment.id),
        func.count(StepProgress.id).over(partition_by=Enrolment.id),
        func.max(StepProgress.visited_at).over(partition_by=Enrolment.id),
    )
    .join(Cohort, Cohort.id == Enrolment.cohort_id)
    .join(CourseModule, CourseModule.edition_id == Cohort.edition_id)
    .join(Step, Step.module_id == CourseModule.id)
    .outerjoin(StepProgress, _own)
    .where(Enrolment.id.in_(bindparam("enrolments", expanding=True)))
    .ext(distinct_on(Enrolment.id))
    .order_by(
        Enrolment.id,
        StepProgress.done_at.is_not(None),
        StepProgress.visited_at.desc().nulls_last(),
        CourseModule.number,
        Step.position,
    )
)


def resume_point(db: Session, enrolment_ids: Sequence[UUID]) -> dict[UUID, ResumePoint]:
    """Where each enrolment carries on, by `rules.resume` over all its modules. One statement."""
    if not enrolment_ids:
        return {}
    rows: Iterable[Sequence[Any]] = db.execute(_POINTS, {"enrolments": list(enrolment_ids)})
    return {row[0]: ResumePoint(*row) for row in rows}

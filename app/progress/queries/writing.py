"""The step that a person begins to write from."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.syllabus.models import CourseModule, Step

# Built once. The named cohort first, so that a wrong name still finds the step.
_WRITING = (
    select(
        *(Enrolment.id, Step.id, Step.kind, Cohort.slug),
        *(CourseModule.key, CourseModule.title, Step.key, Step.title),
        Step.data["prompt"].astext,
    )
    .select_from(Step)
    .join(CourseModule, CourseModule.id == Step.module_id)
    .join(Cohort, Cohort.edition_id == CourseModule.edition_id)
    .join(Enrolment, Enrolment.cohort_id == Cohort.id)
    .where(
        Step.id == bindparam("step"),
        Enrolment.person_id == bindparam("person"),
        Enrolment.state == JOINED,
    )
    .order_by((Cohort.slug == bindparam("slug")).desc(), Cohort.starts_on.desc(), Cohort.id)
    .limit(1)
)


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
    db: Session, person_id: UUID, step_id: UUID, slug: str | None = None
) -> WritingStep | None:
    """The step, if the person joined a cohort that has it: the one named, else the newest.

    One statement.
    """
    values = {"step": step_id, "person": person_id, "slug": slug or ""}
    row = db.execute(_WRITING, values).one_or_none()
    return WritingStep(*row) if row else None

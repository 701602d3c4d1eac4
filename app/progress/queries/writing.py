"""The step that a person begins to write from."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.syllabus.models import CourseModule, Step


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
    statement = (
        select(
            *(Enrolment.id, Step.id, Step.kind, Cohort.slug),
            *(CourseModule.key, CourseModule.title, Step.key, Step.title),
            Step.data["prompt"].astext,
        )
        .select_from(Step)
        .join(CourseModule, CourseModule.id == Step.module_id)
        .join(Cohort, Cohort.edition_id == CourseModule.edition_id)
        .join(Enrolment, Enrolment.cohort_id == Cohort.id)
        .where(Step.id == step_id, Enrolment.person_id == person_id, Enrolment.state == JOINED)
        # The named cohort first, so that a wrong name still finds the step.
        .order_by((Cohort.slug == (slug or "")).desc(), Cohort.starts_on.desc(), Cohort.id)
        .limit(1)
    )
    row = db.execute(statement).one_or_none()
    return WritingStep(*row) if row else None

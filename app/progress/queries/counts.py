"""How many people of a cohort have done each step: counts only, never who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED, PARTICIPANT
from app.progress.models import StepProgress
from app.syllabus.models import CourseModule, Step


@dataclass(frozen=True)
class StepCount:
    """People who have done a step, of `people` joined participants; exact, so not yet for show."""

    module_key: str
    module_number: int
    module_title: str
    step_key: str
    step_title: str
    kind: str
    done: int
    people: int


def steps_done_counts(db: Session, cohort_id: UUID) -> Sequence[StepCount]:
    """For each step of the cohort's edition, in order, how many participants did it.

    Facilitators and people who left are not counted. One statement. The numbers are exact:
    whoever shows them sends them through `app.kit.small_numbers` first.
    """
    joined = and_(
        Enrolment.cohort_id == Cohort.id,
        Enrolment.state == JOINED,
        Enrolment.role == PARTICIPANT,
    )
    own = and_(StepProgress.step_id == Step.id, StepProgress.enrolment_id == Enrolment.id)
    rows = db.execute(
        select(
            *(CourseModule.key, CourseModule.number, CourseModule.title),
            *(Step.key, Step.title, Step.kind),
            func.count(StepProgress.done_at),
            func.count(Enrolment.id),
        )
        .select_from(Cohort)
        .join(CourseModule, CourseModule.edition_id == Cohort.edition_id)
        .join(Step, Step.module_id == CourseModule.id)
        .outerjoin(Enrolment, joined)
        .outerjoin(StepProgress, own)
        .where(Cohort.id == cohort_id)
        .group_by(CourseModule.id, Step.id)
        .order_by(CourseModule.number, Step.position)
    )
    return [StepCount(*row) for row in rows]

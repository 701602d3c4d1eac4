"""Steps that are done by having taken part in a session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.progress import rules
from app.progress.actions.record import news_of
from app.progress.models import StepProgress
from app.syllabus.models import CourseModule, Step


def note_attendance(
    db: Session,
    enrolment_ids: Sequence[UUID],
    *,
    module_key: str,
    gathering_id: UUID,
    now: datetime,
    entered_by: UUID | None = None,
) -> None:
    """These people took part in a session on a module: its steps that ask for that are done.

    What is done stays done, with its first reason. The evidence is which session it was and no
    more. People who took part have the module open from then on. Two statements.
    """
    if not enrolment_ids:
        return
    # Holds the cohorts on their editions, so that a move carries what is written here.
    db.execute(
        select(Cohort.id)
        .join(Enrolment, Enrolment.cohort_id == Cohort.id)
        .where(Enrolment.id.in_(enrolment_ids))
        .order_by(Cohort.id)
        .with_for_update(read=True, of=Cohort)
    )
    rule = rules.RULES[rules.ATTENDED]
    columns = {
        "id": func.uuidv7(),
        "enrolment_id": Enrolment.id,
        "step_id": Step.id,
        "seen_at": literal(now),
        "visited_at": literal(now),
        "done_at": literal(now),
        "done_by_rule": literal(rule.name),
        "rule_version": literal(rule.version),
        "evidence": literal({"session": str(gathering_id)}, JSONB),
        "entered_by_id": literal(entered_by, StepProgress.entered_by_id.type),
    }
    attended = (
        select(*columns.values())
        .select_from(Enrolment)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(
            CourseModule,
            and_(CourseModule.edition_id == Cohort.edition_id, CourseModule.key == module_key),
        )
        .join(Step, and_(Step.module_id == CourseModule.id, Step.done_by.has_key(rules.ATTENDED)))
        .where(Enrolment.id.in_(enrolment_ids))
        # In one order, so that two of these at once do not wait for each other.
        .order_by(Enrolment.id, Step.id)
    )
    made = insert(StepProgress).from_select(list(columns), attended)
    db.execute(
        made.on_conflict_do_update(
            index_elements=["enrolment_id", "step_id"],
            set_=news_of(made),
            where=StepProgress.done_at.is_(None),
        )
    )

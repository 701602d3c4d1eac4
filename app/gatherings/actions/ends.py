"""Keeping when a cohort's session on a module ends, since steps may wait for it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from app.gatherings.models import Gathering
from app.gatherings.rules import PLANNED
from app.progress.models import SessionEnd
from app.syllabus.models import CourseModule


def keep_session_end(db: Session, *, cohort_id: UUID, module_id: UUID | None) -> None:
    """After a session on a module was planned, moved or called off: keep the first end that is.

    By the module's key, since the cohort may have moved to another edition in between. Without a
    module there is nothing to keep. Two statements.
    """
    if module_id is None:
        return
    named = aliased(CourseModule)
    key = select(named.key).where(named.id == module_id).scalar_subquery()
    ends = (
        select(func.uuidv7(), literal(cohort_id), CourseModule.key, func.min(Gathering.ends_at))
        .join(CourseModule, CourseModule.id == Gathering.module_id)
        .where(
            Gathering.cohort_id == cohort_id,
            Gathering.state == PLANNED,
            CourseModule.key == key,
        )
        .group_by(CourseModule.key)
    )
    columns = ["id", "cohort_id", "module_key", "ends_at"]
    made = insert(SessionEnd).from_select(columns, ends)
    kept = db.scalar(
        made.on_conflict_do_update(
            index_elements=["cohort_id", "module_key"], set_={"ends_at": made.excluded.ends_at}
        ).returning(SessionEnd.id)
    )
    if kept is None:
        db.execute(
            delete(SessionEnd).where(
                SessionEnd.cohort_id == cohort_id, SessionEnd.module_key == key
            )
        )

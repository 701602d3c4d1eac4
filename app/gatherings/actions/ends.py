"""Keeping when a cohort's session on a module ends, since steps may wait for it."""

from __future__ import annotations

from collections.abc import Collection
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

    Without a module there is nothing to keep. Two statements.
    """
    keep_session_ends(db, cohort_id=cohort_id, module_ids=[module_id])


def keep_session_ends(db: Session, *, cohort_id: UUID, module_ids: Collection[UUID | None]) -> None:
    """The same for the sessions on several modules at once.

    By the module's key, since the cohort may have moved to another edition in between. Two
    statements for any number; none without a module.
    """
    wanted = {module_id for module_id in module_ids if module_id is not None}
    if not wanted:
        return
    named = aliased(CourseModule)
    keys = select(named.key).where(named.id.in_(wanted))
    ends = (
        select(func.uuidv7(), literal(cohort_id), CourseModule.key, func.min(Gathering.ends_at))
        .join(CourseModule, CourseModule.id == Gathering.module_id)
        .where(
            Gathering.cohort_id == cohort_id,
            Gathering.state == PLANNED,
            CourseModule.key.in_(keys),
        )
        .group_by(CourseModule.key)
        # Two who write at once meet the rows in one order, so that neither waits for the other.
        .order_by(CourseModule.key)
    )
    columns = ["id", "cohort_id", "module_key", "ends_at"]
    made = insert(SessionEnd).from_select(columns, ends)
    kept = db.scalars(
        made.on_conflict_do_update(
            index_elements=["cohort_id", "module_key"], set_={"ends_at": made.excluded.ends_at}
        ).returning(SessionEnd.module_key)
    ).all()
    db.execute(
        delete(SessionEnd).where(
            SessionEnd.cohort_id == cohort_id,
            SessionEnd.module_key.in_(keys),
            SessionEnd.module_key.not_in(kept),
        )
    )

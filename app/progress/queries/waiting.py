"""Steps that wait for a day or a session, for those who look after a cohort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.progress.rules import Opening
from app.syllabus.models import CourseModule, Step


@dataclass(frozen=True, slots=True)
class WaitingStep:
    """A step that opens later than its module, to somebody who has not seen it."""

    module_key: str
    key: str
    title: str
    opening: Opening
    is_seen: bool = False
    is_done: bool = False


def waiting_steps(db: Session, edition_id: UUID) -> Sequence[WaitingStep]:
    """The steps of an edition that wait for a day or a session, in order. One statement.

    Those that only wait for other steps are left out: a person opens them by doing these.
    """
    rows = db.execute(
        select(
            *(CourseModule.key, Step.key, Step.title),
            *(Step.opens_days, Step.opens_after_session, Step.needs),
        )
        .join(CourseModule, CourseModule.id == Step.module_id)
        .where(
            CourseModule.edition_id == edition_id,
            or_(Step.opens_days.is_not(None), Step.opens_after_session),
        )
        .order_by(CourseModule.number, Step.position)
    )
    return [
        WaitingStep(module_key, key, title, Opening(days, after_session, tuple(needs)))
        for module_key, key, title, days, after_session, needs in rows
    ]

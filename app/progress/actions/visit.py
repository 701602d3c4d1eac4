"""Noting that a person opened a step."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.people.models import Person
from app.progress import rules
from app.progress.actions.complete import complete
from app.progress.models import StepProgress
from app.progress.queries import StepAddress, StepPage
from app.progress.queries.courses import held_course
from app.progress.queries.steps import step_page_on

_visit = insert(StepProgress).values(
    enrolment_id=bindparam("enrolment"),
    step_id=bindparam("step"),
    seen_at=bindparam("now"),
    visited_at=bindparam("now"),
)
# Built once. PostgreSQL locks the row even when the condition leaves nothing to change.
_SEEN = _visit.on_conflict_do_update(
    index_elements=["enrolment_id", "step_id"],
    set_={"visited_at": _visit.excluded.visited_at},
    where=StepProgress.visited_at < _visit.excluded.visited_at,
)


def open_step(db: Session, _actor: Person, *, at: StepAddress, now: datetime) -> StepPage:
    """Read a step in full and keep that it was seen; three statements, four for a check.

    Opening it again only moves the last visit forward. Where reading is enough, the first visit
    also makes it done, with one statement more.
    Raises: NotFound when there is no such step; NotOpenYet, and then nothing is kept.
    """
    page = step_page_on(db, held_course(db, at.enrolment_id, now=now), at)
    note_visit(db, at.enrolment_id, page.step.id, now=now)
    if page.step.is_done or rules.READ not in page.step.done_by:
        return page
    rule, opened = rules.RULES[rules.READ], {"opened": now.isoformat()}
    complete(db, at.enrolment_id, page.step.id, rule=rule, evidence=opened, now=now)
    return page.with_done(now, rule.name)


def note_visit(db: Session, enrolment_id: UUID, step_id: UUID, *, now: datetime) -> None:
    """Keep the visit, and hold its row until the commit, so writers come one by one.

    One statement.
    """
    db.execute(_SEEN, {"enrolment": enrolment_id, "step": step_id, "now": now})

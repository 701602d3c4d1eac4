"""Noting that a person opened a step."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.people.models import Person
from app.progress import rules
from app.progress.actions.record import complete, note_visit
from app.progress.queries import StepAddress, StepPage
from app.progress.queries.courses import held_course
from app.progress.queries.steps import step_page_on


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

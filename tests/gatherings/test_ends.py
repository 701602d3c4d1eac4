"""What opens after a session knows when that session ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.gatherings.actions.cancel import cancel_session
from app.gatherings.actions.plan import plan_session
from app.progress.models import SessionEnd
from app.syllabus.models import CourseModule
from tests.clock import NOON
from tests.gatherings.test_planning import PLAN
from tests.make.cohorts import make_cohort, make_facilitator
from tests.make.progress import make_way


def ends(db: Session) -> list[tuple[str, datetime]]:
    """What is kept, by module."""
    rows = db.execute(select(SessionEnd.module_key, SessionEnd.ends_at)).all()
    return [(key, ends_at) for key, ends_at in rows]


def test_the_first_end_of_a_modules_sessions_is_kept_and_goes_with_the_session(
    db: Session,
) -> None:
    way = make_way(db)
    module = db.scalars(
        select(CourseModule).where(CourseModule.edition_id == way.cohort.edition_id)
    ).first()
    assert module is not None
    actor = make_facilitator(db, way.cohort)
    plan = replace(PLAN, module_id=module.id)

    later = plan_session(
        db, actor, replace(plan, day=date(2027, 2, 9)), cohort=way.cohort, now=NOON
    )
    assert ends(db) == [(module.key, datetime(2027, 2, 9, 11, 30, tzinfo=UTC))]
    sooner = plan_session(db, actor, plan, cohort=way.cohort, now=NOON)
    assert ends(db) == [(module.key, datetime(2027, 2, 2, 11, 30, tzinfo=UTC))]

    cancel_session(db, actor, gathering_id=sooner.id, now=NOON)
    assert ends(db) == [(module.key, datetime(2027, 2, 9, 11, 30, tzinfo=UTC))]
    cancel_session(db, actor, gathering_id=later.id, now=NOON)
    assert ends(db) == []


def test_a_session_on_no_module_keeps_no_end(db: Session) -> None:
    cohort = make_cohort(db)
    plan_session(db, make_facilitator(db, cohort), PLAN, cohort=cohort, now=NOON)
    assert ends(db) == []

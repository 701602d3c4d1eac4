"""Makes sessions of cohorts for tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.models import Gathering
from app.gatherings.rules import CANCELLED, PLANNED
from app.kit.db import new_id
from tests.clock import NOON


def make_gathering(
    db: Session,
    cohort: Cohort,
    *,
    title: str = "First meeting",
    starts_at: datetime = NOON + timedelta(days=10),
    minutes: int = 60,
    how: str = "online",
    place: str = "",
    link: str = "https://meet.example/room",
    state: str = PLANNED,
    module_id: UUID | None = None,
) -> Gathering:
    """A session without reminders, flushed; ten days after the tests' noon."""
    gathering = Gathering(
        cohort_id=cohort.id,
        module_id=module_id,
        title=title,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        how=how,
        place=place,
        link=link,
        state=state,
        cancelled_at=NOON if state == CANCELLED else None,
        created_at=NOON,
        request_key=new_id(),
    )
    db.add(gathering)
    db.flush()
    return gathering

"""What tests of series share: sessions of a series, and the time zones they are tried in."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.actions.plan import SessionPlan
from app.gatherings.actions.series import SeriesPlan, SeriesSession
from app.syllabus.queries import modules_of

LONDON = "Europe/London"
ZONES = st.sampled_from([LONDON, "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "UTC"])
TEN = time(10)


def session(day: date, clock: time = TEN, module_id: UUID | None = None, **more: Any) -> Any:
    """A session of an hour and a half in a hall."""
    facts = {"title": "Meeting", "minutes": 90, "how": "blended", "place": "Hall", **more}
    return SeriesSession(SessionPlan(day=day, clock=clock, module_id=module_id, **facts))


def modules_in_order(db: Session, cohort: Cohort) -> list[UUID]:
    """The ids of the modules of a cohort's course."""
    return [module.id for module in modules_of(db, cohort.edition_id)]


def weekly(first: date, number: int, clock: time = TEN) -> SeriesPlan:
    """So many sessions, a week apart."""
    days = [first + timedelta(weeks=week) for week in range(number)]
    return SeriesPlan({place: session(day, clock) for place, day in enumerate(days)}, uuid4())

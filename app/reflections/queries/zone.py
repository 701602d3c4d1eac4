"""The time zone in which a person's own times are told."""

from __future__ import annotations

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import INVITED, JOINED
from app.people.models import Person
from app.reflections.rules import HOME_ZONE

NEWEST_ZONE: Select[str] = (
    select(Cohort.time_zone)
    .join(Enrolment, Enrolment.cohort_id == Cohort.id)
    .where(Enrolment.person_id == bindparam("person"), Enrolment.state.in_([INVITED, JOINED]))
    .order_by(Cohort.starts_on.desc(), Cohort.id)
    .limit(1)
)


def zone_for(db: Session, actor: Person) -> str:
    """The time zone of the person's newest cohort. One statement."""
    return db.scalar(NEWEST_ZONE, {"person": actor.id}) or HOME_ZONE

"""Reads for the letters that bring sessions; each says how many statements it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.gatherings.models import Gathering
from app.gatherings.rules import PLANNED
from app.people.models import Person


@dataclass(frozen=True)
class Newcomer:
    """Whom a letter about an enrolment is for; `joined` says whether they are in the cohort now."""

    name: str
    enrolment: Enrolment
    cohort: Cohort

    @property
    def joined(self) -> bool:
        """Whether they are in the cohort now."""
        return self.enrolment.state == JOINED


def newcomers_by_enrolment(db: Session, enrolment_ids: Sequence[UUID]) -> dict[UUID, Newcomer]:
    """The people of these enrolments with their cohorts, by the enrolment's id; one statement."""
    rows = db.execute(
        select(Person.name, Enrolment, Cohort)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .where(Enrolment.id.in_(enrolment_ids))
    )
    return {row[1].id: Newcomer(*row) for row in rows}


def sessions_ahead(
    db: Session, cohort_ids: Sequence[UUID], now: datetime
) -> dict[UUID, list[Gathering]]:
    """The planned sessions of these cohorts that have not begun, next first; one statement."""
    rows = db.scalars(
        select(Gathering)
        .where(
            Gathering.cohort_id.in_(cohort_ids),
            Gathering.state == PLANNED,
            Gathering.starts_at > now,
        )
        .order_by(Gathering.starts_at, Gathering.id)
    )
    ahead: dict[UUID, list[Gathering]] = {}
    for gathering in rows:
        ahead.setdefault(gathering.cohort_id, []).append(gathering)
    return ahead

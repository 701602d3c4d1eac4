"""Reads of who has which role at sessions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.gatherings.models import Gathering, GatheringRole
from app.gatherings.rules.roles import RoleLine, in_order
from app.people.models import Person

# A guest, or somebody who is in the session's cohort now.
IS_HERE = or_(
    GatheringRole.person_id.is_(None),
    exists()
    .where(
        Enrolment.cohort_id == Gathering.cohort_id,
        Enrolment.person_id == GatheringRole.person_id,
        Enrolment.state == JOINED,
    )
    .correlate(Gathering, GatheringRole),
)


def roles_at(db: Session, gathering_ids: Collection[UUID]) -> dict[UUID, list[RoleLine]]:
    """Who has which role, by session and in the order in which they are shown; one statement."""
    rows = db.execute(
        select(
            GatheringRole.gathering_id,
            GatheringRole.id,
            GatheringRole.role,
            GatheringRole.name,
            GatheringRole.person_id,
            IS_HERE,
        )
        .join(Gathering, Gathering.id == GatheringRole.gathering_id)
        .where(GatheringRole.gathering_id.in_(gathering_ids))
    )
    found: dict[UUID, list[RoleLine]] = {}
    for gathering_id, role_id, role, name, person_id, is_here in rows:
        line = RoleLine(role_id, role, name, person_id, is_here)
        found.setdefault(gathering_id, []).append(line)
    return {gathering_id: in_order(lines) for gathering_id, lines in found.items()}


def people_to_choose(db: Session, cohort_id: UUID) -> Sequence[Person]:
    """Those who joined a cohort, by name; one statement."""
    return db.scalars(
        select(Person)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.cohort_id == cohort_id, Enrolment.state == JOINED)
        .order_by(func.lower(Person.name), Person.id)
    ).all()

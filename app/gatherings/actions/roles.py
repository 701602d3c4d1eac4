"""Saying who has which role at a session."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.gatherings.errors.replies import OneNameOnly, RoleNameNeeded, RoleUnknown
from app.gatherings.models import Gathering, GatheringRole
from app.gatherings.rules.roles import LONGEST_NAME, ROLES
from app.kit.db import new_id
from app.people.models import Person
from app.people.rules import clean_name


def add_role(
    db: Session, *, gathering: Gathering, role: str, person_id: UUID | None, guest: str
) -> str:
    """Give a role to somebody of the cohort, or to a guest who is known by name only.

    The same again changes nothing. Returns the name as it is shown. Two statements.
    Raises: RoleUnknown, RoleNameNeeded, OneNameOnly.
    """
    if role not in ROLES:
        raise RoleUnknown
    if person_id is not None and guest.strip():
        raise OneNameOnly
    name = clean_name(guest) if person_id is None else _name(db, gathering, person_id)
    if name is None or len(name) > LONGEST_NAME:
        raise RoleNameNeeded
    db.execute(
        insert(GatheringRole)
        .values(id=new_id(), gathering_id=gathering.id, role=role, name=name, person_id=person_id)
        .on_conflict_do_nothing(index_elements=["gathering_id", "role", "name"])
    )
    return name


def remove_role(db: Session, *, gathering: Gathering, role_id: UUID) -> None:
    """Take a role back; one that is gone already stays gone. One statement."""
    db.execute(
        delete(GatheringRole).where(
            GatheringRole.id == role_id, GatheringRole.gathering_id == gathering.id
        )
    )


def _name(db: Session, gathering: Gathering, person_id: UUID) -> str | None:
    """The name of somebody who is in the session's cohort; one statement."""
    name = db.scalar(
        select(Person.name)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(
            Person.id == person_id,
            Enrolment.cohort_id == gathering.cohort_id,
            Enrolment.state == JOINED,
        )
    )
    return name[:LONGEST_NAME] if name else None

"""The groups of a cohort that somebody may read, and the sessions at which one can have talked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.gatherings.models import Gathering
from app.gatherings.rules import PLANNED
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person
from app.practice.models import GroupLook, GroupMember, GroupPlumbline
from app.practice.rules.groups import COHORT
from app.practice.rules.keys import GROUP_NAME
from app.practice.rules.looks import MOMENTS
from app.vault.queries import keys_of

MOST_SESSIONS = 30


@dataclass(frozen=True)
class GroupLine:
    """One line of the list: its name, which looks there are, and whether the actor was there."""

    row: GroupPlumbline
    name: str
    moments: Sequence[str]
    is_own: bool


def groups_page(db: Session, actor: Person, cohort_id: UUID, number: int) -> Page[GroupLine]:
    """The groups that somebody may read, newest first, fifty at a time. Three statements.

    Raises: CannotOpen.
    """
    own = select(GroupMember.group_id).where(GroupMember.person_id == actor.id)
    is_own = GroupPlumbline.id.in_(own)
    where = (GroupPlumbline.cohort_id == cohort_id, or_(GroupPlumbline.seen_by == COHORT, is_own))
    total = db.scalar(select(func.count(GroupPlumbline.id)).where(*where)) or 0
    number = nearest_page(number, total)
    moments = (
        select(func.array_agg(GroupLook.moment))
        .where(GroupLook.group_id == GroupPlumbline.id)
        .scalar_subquery()
    )
    rows = db.execute(
        select(GroupPlumbline, moments, is_own)
        .where(*where)
        .order_by(GroupPlumbline.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    ).all()
    keys = keys_of(db, [row.id for row, _, _ in rows]) if rows else {}
    lines = [
        GroupLine(
            row=row,
            name=keys[row.id].open(row.sealed_name, GROUP_NAME, row.id),
            moments=[moment for moment in MOMENTS if moment in (begun or ())],
            is_own=mine,
        )
        for row, begun, mine in rows
    ]
    return Page(lines, number, total)


def sessions_begun(db: Session, cohort_id: UUID, now: datetime) -> Sequence[Gathering]:
    """The last thirty sessions of a cohort that have begun, newest first. One statement."""
    return db.scalars(
        select(Gathering)
        .where(
            Gathering.cohort_id == cohort_id,
            Gathering.state == PLANNED,
            Gathering.starts_at <= now,
        )
        .order_by(Gathering.starts_at.desc(), Gathering.id)
        .limit(MOST_SESSIONS)
    ).all()

"""All the plumblines of a person, for them alone: a page of them, or every look at each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person
from app.practice.models import Plumbline, PlumblineLook
from app.practice.queries.plumblines import KeptLook, looks_where
from app.practice.rules.keys import NAME
from app.practice.rules.looks import MOMENTS
from app.vault.queries import keys_of


@dataclass(frozen=True)
class OwnPlumbline:
    """One line of a person's list."""

    id: UUID
    name: str
    cohort_name: str
    time_zone: str
    created_at: datetime
    moments: Sequence[str]


@dataclass(frozen=True)
class WholePlumbline:
    """One of a person's plumblines with all its looks, oldest first."""

    row: Plumbline
    name: str
    cohort_name: str
    looks: Sequence[KeptLook]


def own_plumblines(db: Session, actor: Person, number: int) -> Page[OwnPlumbline]:
    """A person's plumblines, newest first, fifty at a time. Three statements.

    Raises: CannotOpen.
    """
    own = Plumbline.person_id == actor.id
    total = db.scalar(select(func.count(Plumbline.id)).where(own)) or 0
    number = nearest_page(number, total)
    moments = (
        select(func.array_agg(PlumblineLook.moment))
        .where(PlumblineLook.plumbline_id == Plumbline.id)
        .scalar_subquery()
    )
    rows = db.execute(
        select(Plumbline, Cohort.name, Cohort.time_zone, moments)
        .join(Cohort, Cohort.id == Plumbline.cohort_id)
        .where(own)
        .order_by(Plumbline.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    ).all()
    keys = keys_of(db, [actor.id]) if rows else {}
    lines = [
        OwnPlumbline(
            id=row.id,
            name=keys[actor.id].open(row.sealed_name, NAME, row.id),
            cohort_name=cohort,
            time_zone=zone,
            created_at=row.created_at,
            moments=[moment for moment in MOMENTS if moment in (begun or ())],
        )
        for row, cohort, zone, begun in rows
    ]
    return Page(lines, number, total)


def all_own_plumblines(db: Session, actor: Person) -> list[WholePlumbline]:
    """All that a person holds, newest first, with every look. Three statements.

    Raises: CannotOpen.
    """
    rows = db.execute(
        select(Plumbline, Cohort.name)
        .join(Cohort, Cohort.id == Plumbline.cohort_id)
        .where(Plumbline.person_id == actor.id)
        .order_by(Plumbline.id.desc())
    ).all()
    if not rows:
        return []
    key = keys_of(db, [actor.id])[actor.id]
    looks = looks_where(db, Plumbline.person_id == actor.id)
    return [
        WholePlumbline(
            row,
            key.open(row.sealed_name, NAME, row.id),
            cohort,
            [kept for kept in looks if kept.row.plumbline_id == row.id],
        )
        for row, cohort in rows
    ]

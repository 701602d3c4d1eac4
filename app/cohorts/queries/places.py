"""Reads of places, and of those that cohorts belong to; each says what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.cohorts.models import CohortPlace
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person, Place

_OF_COHORT = (
    select(Place)
    .join(CohortPlace, CohortPlace.place_id == Place.id)
    .where(CohortPlace.cohort_id == bindparam("cohort"))
    .order_by(func.lower(Place.name))
)


@dataclass(frozen=True)
class PlaceLine:
    """One place in the list, with how many cohorts belong to it."""

    place: Place
    cohorts: int


def places_page(db: Session, number: int) -> Page[PlaceLine]:
    """The places by name, fifty at a time; two statements."""
    total = db.scalar(select(func.count()).select_from(Place)) or 0
    number = nearest_page(number, total)
    cohorts = (
        select(func.count())
        .select_from(CohortPlace)
        .where(CohortPlace.place_id == Place.id)
        .scalar_subquery()
    )
    rows = db.execute(
        select(Place, cohorts)
        .order_by(func.lower(Place.name))
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([PlaceLine(*row) for row in rows], number, total)


def all_places(db: Session) -> Sequence[Place]:
    """Every place, by name; one statement."""
    return db.scalars(select(Place).order_by(func.lower(Place.name))).all()


def places_of(db: Session, cohort_id: UUID) -> Sequence[Place]:
    """The places that a cohort belongs to, by name; one statement."""
    return db.scalars(_OF_COHORT, {"cohort": cohort_id}).all()


def place_by_id(db: Session, _actor: Person, *, place_id: UUID) -> Place | None:
    """The place of this address; one statement."""
    return db.get(Place, place_id)

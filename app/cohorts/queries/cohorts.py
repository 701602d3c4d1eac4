"""Reads of many cohorts, for programme leads; each says how many statements it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, CohortPlace, Enrolment
from app.cohorts.rules import FACILITATOR, INVITED, JOINED, PARTICIPANT
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Place
from app.syllabus.models import Edition


@dataclass(frozen=True)
class CohortLine:
    """One cohort in the list, with its counts of people and the names of its places."""

    cohort: Cohort
    edition: str
    facilitators: int
    joined: int
    invited: int
    places: Sequence[str]


def cohorts_page(db: Session, number: int) -> Page[CohortLine]:
    """Every cohort, newest start first, fifty at a time; two statements.

    A number outside the list shows its nearest page.
    """
    total = db.scalar(select(func.count()).select_from(Cohort)) or 0
    number = nearest_page(number, total)
    newest = (
        select(Cohort.id)
        .order_by(Cohort.starts_on.desc(), Cohort.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
        .subquery()
    )
    people = func.count(Enrolment.id)
    joined = Enrolment.state == JOINED
    places = (
        select(func.array_agg(aggregate_order_by(Place.name, func.lower(Place.name))))
        .join(CohortPlace, CohortPlace.place_id == Place.id)
        .where(CohortPlace.cohort_id == Cohort.id)
        .correlate(Cohort)
        .scalar_subquery()
    )
    rows = db.execute(
        select(
            Cohort,
            Edition.title,
            people.filter(joined, Enrolment.role == FACILITATOR),
            people.filter(joined, Enrolment.role == PARTICIPANT),
            people.filter(Enrolment.state == INVITED),
            func.coalesce(places, []),
        )
        .join(newest, newest.c.id == Cohort.id)
        .join(Edition, Edition.id == Cohort.edition_id)
        .outerjoin(Enrolment, Enrolment.cohort_id == Cohort.id)
        .group_by(Cohort.id, Edition.title)
        .order_by(Cohort.starts_on.desc(), Cohort.id.desc())
    )
    return Page([CohortLine(*row) for row in rows], number, total)


def cohort_by_request(db: Session, request_key: UUID) -> Cohort | None:
    """The cohort that a form opened; one statement."""
    return db.scalar(select(Cohort).where(Cohort.request_key == request_key))


def slugs_like(db: Session, slug: str) -> set[str]:
    """The addresses taken that begin with this one; one statement."""
    return set(db.scalars(select(Cohort.slug).where(Cohort.slug.startswith(slug, autoescape=True))))

"""Where an author comes from, and how many people there fit the same description.

These are parts of larger reads; a number of people is never told, only whether it is small.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ScalarSelect, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import CohortPlace, Enrolment
from app.cohorts.rules import JOINED
from app.outputs.rules.consent import FEW_LIKE_THAT, Known, fits_few
from app.people.models import Person, Place

_ONE = aliased(CohortPlace)
_named = aliased(Place)

# The place that somebody comes from, or one that their cohort belongs to; none: nobody has said.
PLACE_ID = func.coalesce(
    Enrolment.place_id,
    select(_ONE.place_id)
    .join(_named, _named.id == _ONE.place_id)
    .where(_ONE.cohort_id == Enrolment.cohort_id)
    .order_by(_named.name)
    .limit(1)
    .correlate(Enrolment)
    .scalar_subquery(),
)
PLACE_NAME = select(Place.name).where(Place.id == PLACE_ID).correlate(Enrolment).scalar_subquery()


def _people_alike() -> ScalarSelect[int]:
    other, belongs = aliased(Enrolment), aliased(CohortPlace)
    at_the_place = or_(
        other.place_id == PLACE_ID,
        other.place_id.is_(None)
        & select(belongs.id)
        .where(belongs.cohort_id == other.cohort_id, belongs.place_id == PLACE_ID)
        .exists(),
        # Where no place is known, the cohort is the place.
        PLACE_ID.is_(None) & (other.cohort_id == Enrolment.cohort_id),
    )
    return (
        select(func.count(other.person_id.distinct()))
        .where(other.state == JOINED, other.standing == Enrolment.standing, at_the_place)
        .correlate(Enrolment)
        .scalar_subquery()
    )


PEOPLE_ALIKE = _people_alike()
"""How many people of the place have the standing of an enrolment; exact, so never shown."""


@dataclass(frozen=True)
class Origin:
    """What is known of somebody in a cohort, and how many people there fit it (never shown)."""

    known: Known
    alike: int

    @property
    def fits_few(self) -> bool:
        """Whether so few people fit their standing at their place that they may be guessed."""
        return fits_few(self.alike)

    @property
    def warning(self) -> str:
        """What is said before anybody chooses such a name; empty where enough people fit it."""
        return FEW_LIKE_THAT if self.fits_few else ""


def origin_of(db: Session, cohort_id: UUID, person_id: UUID) -> Origin:
    """What could stand under somebody's words in a cohort that they are or were in. One statement.

    Raises: NoResultFound when there is no such person.
    """
    name, standing, place, alike = db.execute(
        select(Person.name, Enrolment.standing, PLACE_NAME, PEOPLE_ALIKE)
        .outerjoin(
            Enrolment, (Enrolment.person_id == Person.id) & (Enrolment.cohort_id == cohort_id)
        )
        .where(Person.id == person_id)
    ).one()
    return Origin(Known(name, standing, place), alike)

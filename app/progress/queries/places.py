"""Where in the modules an address points, and whose way it is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import Seat, seat_by_slug
from app.people.models import Person


@dataclass(frozen=True)
class StepAddress:
    """One step on one person's way."""

    enrolment_id: UUID
    module_key: str
    step_key: str


@dataclass(frozen=True)
class Place:
    """The actor's own seat in a cohort, and the module and step that an address names."""

    cohort: Cohort
    enrolment: Enrolment
    module_key: str = ""
    step_key: str = ""

    @property
    def step(self) -> StepAddress:
        """The step on the actor's own way."""
        return StepAddress(self.enrolment.id, self.module_key, self.step_key)


@dataclass(frozen=True)
class CohortModule:
    """The actor's seat in a cohort, if they have one, and a module of its course."""

    seat: Seat
    module_key: str


def place(
    db: Session, actor: Person, *, slug: str, module_key: str = "", step_key: str = ""
) -> Place | None:
    """The place of this address, if the actor has a seat in that cohort; one statement."""
    seat = seat_by_slug(db, actor, slug=slug)
    if seat is None or seat.enrolment is None:
        return None
    return Place(seat.cohort, seat.enrolment, module_key, step_key)


def module_of_cohort(
    db: Session, actor: Person, *, slug: str, module_key: str
) -> CohortModule | None:
    """The cohort and the module that an address names; one statement."""
    seat = seat_by_slug(db, actor, slug=slug)
    return CohortModule(seat, module_key) if seat else None

"""Who may go through a cohort's modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts import policy as cohorts
from app.cohorts.queries import Seat
from app.people.models import Person

if TYPE_CHECKING:
    from app.progress.queries import Place


def may_go_through(actor: Person, place: Place) -> bool:
    """People who joined the cohort, and only with their own progress."""
    is_own = place.enrolment.person_id == actor.id
    return is_own and cohorts.may_learn(actor, Seat(place.cohort, place.enrolment))

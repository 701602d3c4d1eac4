"""Who may do what in a cohort; standing never changes a right."""

from __future__ import annotations

from app.cohorts.queries import Seat
from app.cohorts.rules import FACILITATOR, JOINED
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD


def may_learn(_actor: Person, seat: Seat) -> bool:
    """People who joined, facilitators included, go through the modules."""
    return seat.enrolment is not None and seat.enrolment.state == JOINED


def may_facilitate(_actor: Person, seat: Seat) -> bool:
    """Facilitators of this cohort run it."""
    enrolment = seat.enrolment
    return enrolment is not None and enrolment.state == JOINED and enrolment.role == FACILITATOR


def may_look_after(actor: Person, seat: Seat) -> bool:
    """Facilitators of this cohort and programme leads see who is in it and invite people."""
    return may_facilitate(actor, seat) or actor.has_role(PROGRAMME_LEAD)


def may_open(actor: Person, seat: Seat) -> bool:
    """People in the cohort, and programme leads, see its page."""
    return may_learn(actor, seat) or actor.has_role(PROGRAMME_LEAD)


def may_answer_invitation(_actor: Person, seat: Seat) -> bool:
    """Only the person invited says yes or no."""
    return seat.enrolment is not None

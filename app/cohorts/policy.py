"""Who may do what in a cohort; standing never changes a right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts.rules import DECLINED, FACILITATOR, INVITED, JOINED, PARTICIPANT
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD

if TYPE_CHECKING:
    from app.cohorts.queries import Seat
    from app.cohorts.queries.seats import MemberSeat


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


def may_see_front(actor: Person, seat: Seat) -> bool:
    """The invited, too, see what they are invited to, also after a no."""
    invited = seat.enrolment is not None and seat.enrolment.state in (INVITED, DECLINED)
    return invited or may_open(actor, seat)


def may_look_after_member(actor: Person, facts: MemberSeat) -> bool:
    """Whoever looks after the cohort sees each person in it and enters answers for them."""
    return may_look_after(actor, facts.seat)


def may_appoint(actor: Person, _seat: Seat) -> bool:
    """Programme leads make facilitators."""
    return actor.has_role(PROGRAMME_LEAD)


def may_leave(_actor: Person, seat: Seat) -> bool:
    """Participants leave when they like, and may press the button twice.

    A facilitator speaks to the programme lead, so that no cohort is left alone.
    """
    enrolment = seat.enrolment
    return enrolment is not None and enrolment.role == PARTICIPANT

"""Who sees how far the people of a cohort are, and changes what is asked of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts import policy as cohorts
from app.cohorts.queries import Seat
from app.cohorts.rules import JOINED, PARTICIPANT
from app.people.models import Person

if TYPE_CHECKING:
    from app.insights.queries.way import ProgressSeat


def may_see_progress(actor: Person, seat: Seat) -> bool:
    """Whoever looks after the cohort sees which steps its people have done, and when."""
    return cohorts.may_look_after(actor, seat)


def may_see_progress_of(actor: Person, facts: ProgressSeat) -> bool:
    """The same of one person of that cohort."""
    return may_see_progress(actor, facts.seat)


def may_ease(actor: Person, facts: ProgressSeat) -> bool:
    """Whoever looks after the cohort opens, excuses and gives time, and never to themselves."""
    whose = facts.enrolment
    takes_part = whose.role == PARTICIPANT and whose.state == JOINED
    return takes_part and whose.person_id != actor.id and may_see_progress_of(actor, facts)

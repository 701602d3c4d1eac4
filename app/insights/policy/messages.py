"""Who writes to some of a cohort, and sees what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts import policy as cohorts
from app.cohorts.queries import Seat
from app.people.models import Person

if TYPE_CHECKING:
    from app.insights.queries.messages import MessageSeat


def may_write_messages(actor: Person, seat: Seat) -> bool:
    """Facilitators of the cohort, and programme leads; those who run it share what was said."""
    return cohorts.may_look_after(actor, seat)


def may_see_message(actor: Person, facts: MessageSeat) -> bool:
    """The same for one message."""
    return may_write_messages(actor, facts.seat)

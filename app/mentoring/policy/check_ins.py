"""Who may answer a check-in, and who may enter what somebody else says to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.mentoring.policy.pairings import may_coordinate
from app.people.models import Person

if TYPE_CHECKING:
    from app.mentoring.queries.check_ins import CheckInPlace


def is_asked(actor: Person, facts: CheckInPlace) -> bool:
    """The one who was asked; the other of the two has a question of their own."""
    return facts.check_in.person_id == actor.id


def may_enter_answer(actor: Person, facts: CheckInPlace) -> bool:
    """A coordinator for somebody, but not in a pair of their own."""
    return may_coordinate(actor, facts.place)

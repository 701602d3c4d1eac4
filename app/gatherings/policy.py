"""Who may see, plan and call off a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts import policy
from app.people.models import Person

if TYPE_CHECKING:
    from app.gatherings.queries import GatheringSeat


def may_see_gathering(actor: Person, facts: GatheringSeat) -> bool:
    """Whoever may open the cohort sees its sessions."""
    return policy.may_open(actor, facts.seat)


def may_call_off(actor: Person, facts: GatheringSeat) -> bool:
    """The facilitators of the cohort call a session off."""
    return policy.may_facilitate(actor, facts.seat)


def may_note_attendance(actor: Person, facts: GatheringSeat) -> bool:
    """The facilitators of the cohort note who took part."""
    return policy.may_facilitate(actor, facts.seat)

"""Who may type in what somebody answers to a scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts.policy import may_facilitate
from app.people.models import Person

if TYPE_CHECKING:
    from app.practice.queries.scales import ScaleSeat


def may_enter_scale(actor: Person, at: ScaleSeat) -> bool:
    """Facilitators, for people of their cohort."""
    return may_facilitate(actor, at.seat)

"""Who may hold a plumbline and see what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts.rules import JOINED
from app.people.models import Person

if TYPE_CHECKING:
    from app.practice.queries.plumblines import LookPlace, PlumblinePlace


def is_own(actor: Person, at: PlumblinePlace) -> bool:
    """Whoever's it is, and nobody else: no facilitator and no programme lead."""
    return at.plumbline.person_id == actor.id


def may_look(actor: Person, at: LookPlace) -> bool:
    """Their own, as long as they are in the cohort that asks."""
    return is_own(actor, at.place) and at.place.state == JOINED


def may_count(actor: Person, at: PlumblinePlace) -> bool:
    """Their own, while they are in the cohort; and whoever left can still take theirs out."""
    return is_own(actor, at) and (at.state == JOINED or at.plumbline.is_counted)

"""Who may see and settle reasons to ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.mentoring.policy.roles import is_coordinator
from app.people.models import Person

if TYPE_CHECKING:
    from app.mentoring.queries.calls import CallPlace


def may_settle(actor: Person, place: CallPlace) -> bool:
    """A coordinator, but not what is about a pair of their own or about themselves."""
    return is_coordinator(actor) and actor.id not in place.about

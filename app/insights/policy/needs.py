"""Who sees whom to be in touch with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.cohorts.rules import FACILITATOR, JOINED
from app.people.models import Person

if TYPE_CHECKING:
    from app.insights.queries.needs.groups import Run
    from app.insights.queries.needs.pages import NeedSeat


def may_see_needs(_actor: Person, runs: Sequence[Run]) -> bool:
    """Whoever runs a cohort sees the people of those that they run."""
    return len(runs) > 0


def may_look_after(actor: Person, facts: NeedSeat) -> bool:
    """The facilitators of the cohort; not programme leads, and nobody about themselves."""
    own = facts.own
    runs_it = own is not None and own.state == JOINED and own.role == FACILITATOR
    return runs_it and facts.person.id != actor.id

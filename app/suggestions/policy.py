"""Who may ask for a change, read what was asked, answer it, and take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts import policy
from app.people.models import Person

if TYPE_CHECKING:
    from app.suggestions.queries.one import SuggestionSeat


def may_read(actor: Person, facts: SuggestionSeat) -> bool:
    """Whoever may open the cohort reads what its people would change."""
    return policy.may_open(actor, facts.seat)


def may_answer(actor: Person, facts: SuggestionSeat) -> bool:
    """Those who look after the cohort answer."""
    return policy.may_look_after(actor, facts.seat)


def may_take_back(actor: Person, facts: SuggestionSeat) -> bool:
    """The author; and whoever typed it in for them, since the author may only have a phone."""
    is_theirs = actor.id in (facts.author_id, facts.suggestion.entered_by_id)
    return is_theirs and policy.may_open(actor, facts.seat)

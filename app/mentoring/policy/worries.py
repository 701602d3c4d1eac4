"""Who may see a worry: who raised it, that it came; who handles it, what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.mentoring.policy.roles import is_deputy, is_safeguarding_lead
from app.people.models import Person

if TYPE_CHECKING:
    from app.mentoring.queries.worries import WorryPlace


def may_follow_worry(actor: Person, place: WorryPlace) -> bool:
    """Who raised it sees when it came and was opened; its words are not shown again."""
    return place.worry.raised_by_id == actor.id


def may_handle_worry(actor: Person, place: WorryPlace) -> bool:
    """The lead, unless it is about them; the deputy once it has gone to them."""
    worry = place.worry
    to_lead = is_safeguarding_lead(actor) and not worry.kept_from_lead
    return to_lead or (is_deputy(actor) and worry.escalated_at is not None)


def may_read_worry(actor: Person, place: WorryPlace) -> bool:
    """Whoever handles it and has opened it, so that the log says who read it and when."""
    return may_handle_worry(actor, place) and actor.id in place.readers

"""Who must have a second step, and by when."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD, SAFEGUARDING_DEPUTY, SAFEGUARDING_LEAD

# They can read what is most private to others.
MUST = (PROGRAMME_LEAD, SAFEGUARDING_LEAD, SAFEGUARDING_DEPUTY)


def needs_second_step(person: Person) -> bool:
    """Whether they see what is private to others, so that one step is not enough."""
    return any(person.has_role(role) for role in MUST)


def second_step_due(person: Person, grace_days: int, now: datetime) -> datetime | None:
    """By when this person must have set up a second step (UTC); None: they have one, or need none.

    Without days of grace it is due at once; otherwise they run from the first sign-in in that role.
    """
    if person.has_second_step or not needs_second_step(person):
        return None
    if not grace_days:
        return now
    return (person.second_step_asked_at or now) + timedelta(days=grace_days)

"""Who must have a second step, and by when."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD


def second_step_due(person: Person, grace_days: int, now: datetime) -> datetime | None:
    """By when this person must have set up a second step (UTC); None: they have one, or need none.

    Without days of grace it is due at once; otherwise they run from the first sign-in as a lead.
    """
    if person.has_second_step or not person.has_role(PROGRAMME_LEAD):
        return None
    if not grace_days:
        return now
    return (person.second_step_asked_at or now) + timedelta(days=grace_days)

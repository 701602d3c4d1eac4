"""Who may fetch a copy of what is kept about somebody: that person alone."""

from __future__ import annotations

from app.people.models import Person
from app.rights.models import AccessCopy


def may_fetch(actor: Person, copy: AccessCopy) -> bool:
    """Whether this copy is about the actor; whoever asked for it does not count."""
    return copy.person_id == actor.id

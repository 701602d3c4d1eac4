"""Who may fetch a copy of what is kept about somebody, and which lead decides on a merge."""

from __future__ import annotations

from uuid import UUID

from app.people.models import Person
from app.rights.models import AccessCopy, AccountMerge
from app.rights.rules.merging import Side


def may_fetch(actor: Person, copy: AccessCopy) -> bool:
    """Whether this copy is about the actor; whoever asked for it does not count."""
    return copy.person_id == actor.id


def is_one_of_them(actor: Person, stays_id: UUID, goes_id: UUID) -> bool:
    """Whether one of two accounts is the actor's own: nobody decides as a lead on those."""
    return actor.id in (stays_id, goes_id)


def may_hear(actor: Person, row: AccountMerge, about: Side) -> bool:
    """Whether the actor may note a yes that was told, at the side of which this is known.

    Where private writing is there, whoever asked does not hear the yes as well.
    """
    return not (about.has_private and actor.id == row.asked_by_id)

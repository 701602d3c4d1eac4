"""Who may see a pledge, change it, and say how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.people.models import Person

if TYPE_CHECKING:
    from app.practice.queries.pledges import PledgePlace


def is_maker(actor: Person, at: PledgePlace) -> bool:
    """Whoever's it is, also after they have left the cohort, and nobody else."""
    return at.pledge.person_id == actor.id

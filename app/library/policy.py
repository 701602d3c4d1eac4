"""Who may read in a cohort's library, and who sees the guides to its sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts import policy as cohorts
from app.people.models import Person

if TYPE_CHECKING:
    from app.library.queries.places import LibraryPlace


def may_read(actor: Person, place: LibraryPlace) -> bool:
    """People who joined the cohort, facilitators included, and programme leads."""
    return cohorts.may_open(actor, place.seat)


def may_use_guides(actor: Person, place: LibraryPlace) -> bool:
    """Those who look after the cohort, so that a session keeps its surprises for the others."""
    return cohorts.may_look_after(actor, place.seat)

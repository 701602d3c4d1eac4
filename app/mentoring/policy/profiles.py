"""Who may say what stands in a profile, and who may see whom they could choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.mentoring.policy.roles import is_coordinator
from app.people.models import Person

if TYPE_CHECKING:
    from app.mentoring.queries.profiles import ProfilePlace


def may_see_profile(actor: Person, place: ProfilePlace) -> bool:
    """Oneself, while one is in the programme; and after it, what one has said stays one's own."""
    return place.person.id == actor.id and (place.is_in_programme or place.profile is not None)


def may_take_part(actor: Person, place: ProfilePlace) -> bool:
    """Oneself, while one is in the programme: say something, and see people of one's cohorts."""
    return place.person.id == actor.id and place.is_in_programme


def may_enter_for(actor: Person, place: ProfilePlace) -> bool:
    """A coordinator, for somebody else in the programme who says it by phone or on paper."""
    return is_coordinator(actor) and place.person.id != actor.id and place.is_in_programme

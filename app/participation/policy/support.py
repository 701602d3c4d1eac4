"""Who reads a support map: whose it is, and the audience of one version while it is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.mentoring.rules.sharing import COHORT, OPEN
from app.people.models import Person

if TYPE_CHECKING:
    from app.participation.queries.support_shares import MapPlace


def is_map_author(actor: Person, place: MapPlace) -> bool:
    """Whether the map is the actor's; also when the share has ended."""
    return place.share.author_id == actor.id


def may_read_map(actor: Person, place: MapPlace) -> bool:
    """The audience while it is open; roles on the platform give no right here."""
    is_for_actor = place.share.audience == COHORT or place.share.reader_id == actor.id
    return is_for_actor and not is_map_author(actor, place) and place.state == OPEN


def may_see_map_share(actor: Person, place: MapPlace) -> bool:
    """The audience while it is open, and the author always."""
    return is_map_author(actor, place) or may_read_map(actor, place)

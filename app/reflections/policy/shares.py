"""Who may open a share, say something about it, and end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.mentoring.rules.sharing import COHORT, OPEN
from app.people.models import Person

if TYPE_CHECKING:
    from app.reflections.queries.shares import SharePlace


def is_author(actor: Person, place: SharePlace) -> bool:
    """Whether the actor wrote it; also when it has ended."""
    return place.share.author_id == actor.id


def may_read_share(actor: Person, place: SharePlace) -> bool:
    """The audience while it is open; roles on the platform give no right here."""
    is_for_actor = (
        place.share.audience == COHORT or place.share.reader_id == actor.id
    ) and not is_author(actor, place)
    return is_for_actor and place.state == OPEN


def may_see_share(actor: Person, place: SharePlace) -> bool:
    """The audience while it is open, and the author always."""
    return is_author(actor, place) or may_read_share(actor, place)


def may_comment(actor: Person, place: SharePlace) -> bool:
    """The audience, and the author who answers, while somebody can read it."""
    return may_see_share(actor, place) and place.state == OPEN


def may_end_share(actor: Person, place: SharePlace) -> bool:
    """The author."""
    return is_author(actor, place)

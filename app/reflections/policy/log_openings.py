"""Who may ask to open a log, answer, and read: always two people, and never the author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.people.models import Person
from app.reflections.rules.log_openings import APPROVED, ASKED, ASKERS, DECIDERS

if TYPE_CHECKING:
    from app.reflections.queries.log_openings import OpeningPlace


def has_any(actor: Person, roles: frozenset[str]) -> bool:
    """Whether the person holds one of these roles on the whole platform."""
    return not roles.isdisjoint(actor.roles)


def may_ask(actor: Person, _facts: object) -> bool:
    """Programme leads; running a cohort makes it no easier."""
    return has_any(actor, ASKERS)


def may_see_openings(actor: Person, _facts: object) -> bool:
    """Those who may ask or answer see each request, so that none is made in secret."""
    return has_any(actor, ASKERS | DECIDERS)


def may_see_opening(actor: Person, place: OpeningPlace) -> bool:
    """The same for one request. Its author sees it on a page of their own."""
    return may_see_openings(actor, place) and place.opening.person_id != actor.id


def is_second(actor: Person, place: OpeningPlace) -> bool:
    """Whether the actor may be the second person: in the role, and neither asker nor author."""
    first = (place.opening.asked_by_id, place.opening.person_id)
    return has_any(actor, DECIDERS) and actor.id not in first


def may_decide(actor: Person, place: OpeningPlace) -> bool:
    """A second person, while the request waits."""
    return is_second(actor, place) and place.state == ASKED


def may_close(actor: Person, place: OpeningPlace) -> bool:
    """The asker takes the request back, or closes the log again."""
    return place.opening.asked_by_id == actor.id and may_see_opening(actor, place)


def may_read_log(actor: Person, place: OpeningPlace) -> bool:
    """The asker alone, and only while it is open and both people have their roles."""
    is_asker = place.opening.asked_by_id == actor.id and has_any(actor, ASKERS)
    return is_asker and place.state == APPROVED


def is_own_log(actor: Person, place: OpeningPlace) -> bool:
    """Whoever's log it is sees all of it: who asked, who answered, why, and what was read."""
    return place.opening.person_id == actor.id

"""Who may open a pairing, and in which part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.mentoring.policy.roles import is_coordinator, is_safeguarding
from app.mentoring.rules.states import LIVE, PROPOSED
from app.people.models import Person

if TYPE_CHECKING:
    from app.mentoring.queries.pairings import PairingPlace


def is_member(actor: Person, place: PairingPlace) -> bool:
    """Whether the actor is one of the two; both always see the same, also when it is over."""
    return any(member.person_id == actor.id for member in place.members)


def may_answer(actor: Person, place: PairingPlace) -> bool:
    """Each of the two, while they are asked and have not answered."""
    waits = any(one.person_id == actor.id and one.row.answer is None for one in place.members)
    return waits and place.pairing.state == PROPOSED


def may_write_together(actor: Person, place: PairingPlace) -> bool:
    """The two, from their yes to the end; not while it is on hold."""
    return is_member(actor, place) and place.pairing.state in LIVE


def may_coordinate(actor: Person, place: PairingPlace) -> bool:
    """A coordinator, but not of a pairing of their own: there they are one of the two."""
    return is_coordinator(actor) and not is_member(actor, place)


def may_hold(actor: Person, place: PairingPlace) -> bool:
    """The safeguarding lead and the deputy, but not of a pairing of their own."""
    return is_safeguarding(actor) and not is_member(actor, place)

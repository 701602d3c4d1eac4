"""Who may see and answer an offer, and who may have the file for finance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.mentoring.policy.roles import is_coordinator
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD

if TYPE_CHECKING:
    from app.mentoring.queries.recognition import OfferPlace


def may_answer_offer(actor: Person, place: OfferPlace) -> bool:
    """Only whoever it is offered to."""
    return place.offer.person_id == actor.id


def may_look_after_offer(actor: Person, place: OfferPlace) -> bool:
    """A coordinator, but not of what is offered to themselves."""
    return is_coordinator(actor) and place.offer.person_id != actor.id


def may_have_finance_file(actor: Person, _facts: object = None) -> bool:
    """Coordinators and programme leads: it holds sums and names, and nothing of mentoring."""
    return is_coordinator(actor) or actor.has_role(PROGRAMME_LEAD)

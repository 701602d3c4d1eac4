"""Roles on the whole platform that mentoring knows; a programme lead has none of them by that."""

from __future__ import annotations

from app.people.models import Person
from app.people.rules import MENTORING_COORDINATOR, SAFEGUARDING_DEPUTY, SAFEGUARDING_LEAD


def is_coordinator(actor: Person, _facts: object = None) -> bool:
    """Whoever brings people together; what pairs write is not theirs to read."""
    return actor.has_role(MENTORING_COORDINATOR)


def is_safeguarding_lead(actor: Person, _facts: object = None) -> bool:
    """The named lead, to whom worries go first."""
    return actor.has_role(SAFEGUARDING_LEAD)


def is_deputy(actor: Person, _facts: object = None) -> bool:
    """The named deputy, to whom worries go that were not opened in time.

    Whoever is the lead is never their own deputy: what is kept from the lead would reach them.
    """
    return actor.has_role(SAFEGUARDING_DEPUTY) and not is_safeguarding_lead(actor)


def is_safeguarding(actor: Person, _facts: object = None) -> bool:
    """Either of the two, who can put a pairing on hold."""
    return is_safeguarding_lead(actor) or is_deputy(actor)

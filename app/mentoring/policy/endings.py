"""Who may take back that they would not be paired with somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.mentoring.rules.topics import NOT_AGAIN
from app.people.models import Person

if TYPE_CHECKING:
    from app.mentoring.models import MentoringApart


def is_own_apart(actor: Person, apart: MentoringApart) -> bool:
    """Only whoever said it; what a coordinator entered about line management is not theirs."""
    return apart.person_id == actor.id and apart.why == NOT_AGAIN

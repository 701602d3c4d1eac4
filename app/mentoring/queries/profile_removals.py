"""What hangs on somebody's profile, told before it is deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.mentoring.queries.first_page import OwnPairing, own_pairings
from app.mentoring.rules.states import CLOSED, PROPOSED
from app.people.models import Person


@dataclass(frozen=True)
class Hanging:
    """Proposals that would be taken back, and pairs that would go on."""

    asked: Sequence[OwnPairing]
    goes_on: Sequence[OwnPairing]


def hanging_on_profile(db: Session, person: Person) -> Hanging:
    """What would become of a person's proposals and pairs. One statement."""
    pairs = [one for one in own_pairings(db, person) if one.state != CLOSED]
    return Hanging(
        [one for one in pairs if one.state == PROPOSED],
        [one for one in pairs if one.state != PROPOSED],
    )

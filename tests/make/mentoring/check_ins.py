"""Makes the questions that are asked each month, and reasons to ring somebody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.mentoring.models import CheckIn, MentoringCall, Pairing
from app.people.models import Person
from tests.clock import NOON


def make_check_in(
    db: Session, pairing: Pairing, person: Person, *, number: int = 1, **more: Any
) -> CheckIn:
    """A question that waits for an answer, flushed; `more` are columns of it."""
    facts: dict[str, Any] = {"asked_on": NOON.date() + timedelta(days=30), "state": "asked"}
    facts |= {"pairing_id": pairing.id, "person_id": person.id, "number": number}
    asked = CheckIn(**{**facts, **more})
    db.add(asked)
    db.flush()
    return asked


def make_call(
    db: Session, person: Person, pairing: Pairing | None = None, why: str = "low"
) -> MentoringCall:
    """A reason to ring somebody, flushed."""
    pairing_id = pairing.id if pairing else None
    call = MentoringCall(person_id=person.id, pairing_id=pairing_id, why=why, raised_at=NOON)
    db.add(call)
    db.flush()
    return call

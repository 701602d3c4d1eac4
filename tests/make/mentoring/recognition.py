"""Makes rates, and what is offered before a task."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.models import Recognition, RecognitionRate
from app.people.models import Person
from tests.clock import NOON


def make_rate(db: Session, kind: str = "payment", pence: int = 2500) -> RecognitionRate:
    """An amount that may be offered, flushed."""
    rate = RecognitionRate(
        title="An hour of sharing",
        kind=kind,
        pence=pence,
        pay_within_days=14,
        valid_from=date(2026, 4, 1),
        made_at=NOON,
        request_key=new_id(),
    )
    db.add(rate)
    db.flush()
    return rate


def make_offer(
    db: Session, person: Person, rate: RecognitionRate | None = None, **more: Any
) -> Recognition:
    """An offer before a task, flushed; `more` are columns of it."""
    rate = rate or make_rate(db)
    facts: dict[str, Any] = {
        "person_id": person.id,
        "rate_id": rate.id,
        "task": "A circle of mentors",
        "pence": rate.pence,
        "offered_at": NOON,
        "request_key": new_id(),
    }
    offer = Recognition(**{**facts, **more})
    db.add(offer)
    db.flush()
    return offer

"""Makes worries as people raise them, for tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.actions.worries import By, Told, raise_worry
from app.mentoring.queries.worries import WorryPlace, worry_place
from app.people.models import Person
from tests.clock import NOON

DAY = timedelta(days=1)
WORDS = "The heron has not eaten since Monday."


def make_worry(
    db: Session,
    person: Person,
    *,
    by: Person | None = None,
    key: UUID | None = None,
    now: datetime = NOON,
    concerns: str = "somebody",
    **more: bool,
) -> WorryPlace:
    """A worry, raised by this person or written down for them; flushed."""
    told = Told(WORDS, "Harry Heron", concerns, **more)
    made = raise_worry(
        *(db, told),
        by=By(by or person, person.id),
        open_within=DAY,
        request_key=key or new_id(),
        now=now,
    )
    return place_again(db, person, made)


def place_again(db: Session, person: Person, worry_id: UUID) -> WorryPlace:
    """The worry as it stands now."""
    place = worry_place(db, person, worry_id=worry_id)
    assert place is not None
    return place

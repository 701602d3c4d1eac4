"""Which reminders wait, which lapsed, and what becomes of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.gatherings.kinds import ReminderKind
from app.people.models import Person
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from tests.clock import NOON
from tests.make.desks import desk_at

START = NOON + timedelta(days=20)


def waiting(db: Session, person: Person | None = None) -> list[str]:
    """The reminders that wait, by when they are due."""
    found = select(Letter.occurrence).where(Letter.kind == "reminder", Letter.state == "due")
    if person is not None:
        found = found.where(Letter.person_id == person.id)
    return list(db.scalars(found.order_by(Letter.due_at, Letter.occurrence)))


def reasons(db: Session) -> set[tuple[str, str | None]]:
    """The reminders that lapsed, each with its reason."""
    lapsed = select(Letter.occurrence, Letter.reason).where(Letter.state == "lapsed")
    return {(occurrence, reason) for occurrence, reason in db.execute(lapsed)}


def at_sending(db: Session, now: datetime) -> dict[str, Draft | Lapse]:
    """What becomes of the reminders that wait, when they are looked at again `now`."""
    letters = db.scalars(select(Letter).where(Letter.state == "due")).all()
    db.expire_all()
    answers = ReminderKind().prepare(db, letters, desk_at(now))
    return {letter.occurrence: answers[letter.id] for letter in letters}

"""What tests of texts share: a text that comes in, and what it leads to."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.gateways.ports.inbox import ReceivedText
from app.mentoring.actions.texts import take_text
from app.mentoring.models import CheckIn, CheckInText, MentoringCall
from app.people.models import Person
from tests.clock import NOON

ASKED = NOON + timedelta(days=30, hours=1)
CAME = ASKED + timedelta(hours=2)


def text_of(words: str, *, of: str = "07700 900101", name: str = "t1") -> ReceivedText:
    """A text as it comes in, from Joan unless told."""
    return ReceivedText(name, of, words, CAME)


def take(db: Session, words: str, **more: str) -> CheckInText:
    """What is kept of a text that came in."""
    got = take_text(db, text_of(words, **more), now=CAME)
    assert got is not None
    return got


def answer_of(db: Session, person: Person) -> tuple[str, str | None, str | None, bool]:
    """How a check-in stands: its state, its answer, the way it came and the wish for a call."""
    db.expire_all()
    row = db.scalars(select(CheckIn).where(CheckIn.person_id == person.id)).one()
    return row.state, row.answer, row.via, row.wants_call


def whys(db: Session) -> set[tuple[Person, str]]:
    """Who is to be rung, and why."""
    people = {one.id: one for one in db.scalars(select(Person))}
    return {(people[row.person_id], row.why) for row in db.scalars(select(MentoringCall))}

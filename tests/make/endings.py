"""Makes accounts that are to end because nobody uses them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters
from app.post.models import Letter
from app.rights.letters import ACCOUNT_ENDING
from app.rights.models import RetentionNotice
from app.rights.rules.retention import FIRST, NOTICE
from tests.clock import NOON
from tests.make.people import make_person


def make_ending(db: Session, person: Person | None = None) -> UUID:
    """Somebody who is told that their account ends; the id of the first letter, flushed."""
    whom = person or make_person(db, name="Somebody Longago")
    notice = RetentionNotice(person_id=whom.id, due_at=NOON + NOTICE)
    db.add(notice)
    db.flush()
    letter = NewLetter(whom.id, ACCOUNT_ENDING, notice.id, NOON, occurrence=FIRST)
    plan_letters(db, [letter], now=NOON)
    return db.scalars(select(Letter.id).where(Letter.about_id == notice.id)).one()

"""Makes wishes that two accounts become one."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.post.actions.plan import NewLetter, plan_letters
from app.post.models import Letter
from app.rights.letters.merging import MERGE_ASKED
from app.rights.models import AccountMerge
from app.rights.rules.merging import WAIT
from tests.clock import NOON
from tests.make.people import make_person


def make_asked(db: Session) -> UUID:
    """Two accounts of somebody that wait for a yes; the id of the letter that asks, flushed."""
    stays, goes = make_person(db, name="Somebody Twice"), make_person(db, name="Somebody Twice")
    wish = AccountMerge(
        stays_id=stays.id,
        goes_id=goes.id,
        asked_at=NOON,
        ends_at=NOON + WAIT,
        **dict.fromkeys(("email_of", "phone_of", "post_of", "channel_of"), "stays"),
    )
    db.add(wish)
    db.flush()
    plan_letters(db, [NewLetter(stays.id, MERGE_ASKED, wish.id, NOON)], now=NOON)
    return db.scalars(select(Letter.id).where(Letter.about_id == wish.id)).one()

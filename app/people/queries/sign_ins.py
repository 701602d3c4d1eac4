"""Reads of sign-ins; one statement each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from app.people.models import Person, SignIn
from app.people.rules.sign_ins import SEEN_EVERY, SHARED_UNUSED, UNUSED

# Nobody has so many; the newest are shown.
MOST_SHOWN = 50

# Built once: every page begins with this question.
_BY_ID = (
    select(Person, SignIn)
    .join(SignIn, SignIn.person_id == Person.id)
    .where(SignIn.id == bindparam("sign_in"))
)


def person_and_sign_in(db: Session, sign_in_id: UUID) -> tuple[Person, SignIn] | None:
    """Whom a signed cookie names, with the sign-in it names, be it still good or not."""
    found = db.execute(_BY_ID, {"sign_in": sign_in_id}).first()
    return (found[0], found[1]) if found is not None else None


def open_sign_ins(db: Session, person_id: UUID, *, now: datetime) -> Sequence[SignIn]:
    """The sign-ins of somebody that are good, the last used first."""
    return db.scalars(
        select(SignIn)
        .where(
            SignIn.person_id == person_id,
            SignIn.ended_at.is_(None),
            SignIn.ends_at > now,
            SignIn.seen_at > now - UNUSED - SEEN_EVERY,
            or_(SignIn.is_shared.is_(False), SignIn.seen_at > now - SHARED_UNUSED),
        )
        .order_by(SignIn.seen_at.desc(), SignIn.id)
        .limit(MOST_SHOWN)
    ).all()

"""Ending shares, at once and for good."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from app.people.models import Person
from app.post.actions.plan import lapse_letters
from app.reflections.letters.shares import SHARED
from app.reflections.models import ReflectionVersion, Share

NOT_ANY_MORE = "It is not shared any more."


def end_share(db: Session, actor: Person, *, share_id: UUID, now: datetime) -> bool:
    """End a share of the actor's own; a second time changes nothing.

    Waits for whoever is opening it at this moment, who then stands among those who did. Returns
    whether this ended it. Two statements.
    """
    return _end(db, Share.id == share_id, Share.author_id == actor.id, now=now) == 1


def end_shares_of_entry(db: Session, actor: Person, *, reflection_id: UUID, now: datetime) -> int:
    """End every share of an entry of the actor's own, such as when it is deleted.

    It stays ended when the entry comes back. Returns how many ended. Two statements.
    """
    versions = select(ReflectionVersion.id).where(ReflectionVersion.reflection_id == reflection_id)
    return _end(db, Share.version_id.in_(versions), Share.author_id == actor.id, now=now)


def _end(db: Session, *which: ColumnElement[bool], now: datetime) -> int:
    ended = db.scalars(
        update(Share)
        .where(*which, Share.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(Share.id)
        .execution_options(synchronize_session=False)
    ).all()
    if ended:
        lapse_letters(db, ended, [SHARED], NOT_ANY_MORE)
    return len(ended)

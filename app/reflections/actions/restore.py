"""Going back to what an entry said before."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.people.models import Person
from app.reflections.actions.versions import SavedVersion, add_version
from app.reflections.queries import own_entry


def restore_version(
    db: Session, actor: Person, *, reflection_id: UUID, number: int, now: datetime
) -> SavedVersion:
    """Make an older version of the actor's own entry what it says now, as a new version.

    Nothing is overwritten. When the entry says that already, nothing is added. Five statements.
    Raises: NotFound, ThrownAway.
    """
    old = own_entry(db, actor, reflection_id=reflection_id, number=number)
    if old is None:
        raise NotFound
    return add_version(db, actor, reflection_id=reflection_id, text=old.version, seen=None, now=now)

"""Throwing entries away, bringing them back, and erasing them for good."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.kit.db import changed
from app.people.models import Person
from app.reflections.actions.revoke import end_shares_of_entry
from app.reflections.models import Reflection
from app.reflections.rules.thrown_away import GRACE

BATCH = 200


def throw_entry_away(db: Session, actor: Person, *, reflection_id: UUID, now: datetime) -> bool:
    """Take the actor's own entry off every page and end its shares; it can be brought back.

    Waits for whoever is saving it at this moment: what they saved is thrown away with it and comes
    back with it. A second time changes nothing. At most three statements.
    """
    thrown = changed(
        db,
        update(Reflection)
        .where(
            Reflection.id == reflection_id,
            Reflection.person_id == actor.id,
            Reflection.deleted_at.is_(None),
        )
        .values(deleted_at=now)
        .execution_options(synchronize_session=False),
    )
    if thrown:
        end_shares_of_entry(db, actor, reflection_id=reflection_id, now=now)
    return thrown == 1


def bring_back(db: Session, actor: Person, *, reflection_id: UUID) -> bool:
    """Put an entry back into the log as it was; its shares stay ended. One statement.

    Says whether it is there: False when it has been erased meanwhile.
    """
    here = changed(
        db,
        update(Reflection)
        .where(Reflection.id == reflection_id, Reflection.person_id == actor.id)
        .values(deleted_at=None)
        .execution_options(synchronize_session=False),
    )
    return here == 1


def erase_now(db: Session, actor: Person, *, reflection_id: UUID) -> bool:
    """Erase an entry that the actor has thrown away, with all that belongs to it. One statement.

    Words that were offered to a community stand by themselves and stay; see `Contribution`.
    """
    erased = changed(
        db,
        delete(Reflection)
        .where(
            Reflection.id == reflection_id,
            Reflection.person_id == actor.id,
            Reflection.deleted_at.is_not(None),
        )
        .execution_options(synchronize_session=False),
    )
    return erased == 1


def erase_some(db: Session, *, now: datetime) -> bool:
    """Erase up to 200 entries whose time is over; whether there may be more. One statement.

    Their versions, drafts, features, shares and what was said about them go with them, by the
    database. Whoever brings one back at this moment is not waited for, and keeps it.
    """
    due = (
        select(Reflection.id)
        .where(Reflection.deleted_at <= now - GRACE)
        .order_by(Reflection.deleted_at)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    erased = changed(
        db,
        delete(Reflection)
        .where(Reflection.id.in_(due))
        .execution_options(synchronize_session=False),
    )
    return erased == BATCH

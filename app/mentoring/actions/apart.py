"""“Not again”: somebody would not be paired with somebody; nobody else learns of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.errors.endings import WhomNeeded
from app.mentoring.models import MentoringApart
from app.mentoring.queries.apart import can_be_named
from app.mentoring.rules.topics import NOT_AGAIN
from app.people.models import Person


def keep_apart(
    db: Session, actor: Person, person_id: UUID, other_id: UUID, *, now: datetime
) -> None:
    """Somebody would not be paired with this person; the actor enters it. One statement."""
    made = insert(MentoringApart).values(
        id=new_id(),
        person_id=person_id,
        other_id=other_id,
        why=NOT_AGAIN,
        made_at=now,
        made_by_id=None if actor.id == person_id else actor.id,
    )
    db.execute(made.on_conflict_do_nothing(index_elements=["person_id", "other_id", "why"]))


def name_apart(db: Session, actor: Person, other_id: UUID | None, *, now: datetime) -> None:
    """The actor names somebody from the list; the same again changes nothing. Two statements.

    Raises: WhomNeeded.
    """
    if other_id is None or not can_be_named(db, actor, other_id):
        raise WhomNeeded
    keep_apart(db, actor, actor.id, other_id, now=now)


def let_go(db: Session, actor: Person, other_id: UUID) -> None:
    """They may be paired again, as far as it is the actor's to say. One statement."""
    db.execute(
        delete(MentoringApart).where(
            MentoringApart.person_id == actor.id,
            MentoringApart.other_id == other_id,
            MentoringApart.why == NOT_AGAIN,
        )
    )

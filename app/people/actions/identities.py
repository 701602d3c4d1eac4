"""Accounts elsewhere: whom one lets in, joining one and parting from it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import changed, new_id
from app.kit.errors import NotFound
from app.people.errors.identities import IdentityTaken
from app.people.models import Identity, Person


def whom_it_lets_in(db: Session, *, issuer: str, subject: str, now: datetime) -> Person | None:
    """The person to whom this account elsewhere is joined; what it is called does not matter."""
    person_id = db.scalar(
        update(Identity)
        .where(Identity.issuer == issuer, Identity.subject == subject)
        .values(used_at=now)
        .returning(Identity.person_id)
    )
    return db.scalar(select(Person).where(Person.id == person_id)) if person_id else None


def join_identity(
    db: Session, actor: Person, *, issuer: str, subject: str, label: str, now: datetime
) -> None:
    """Let an account elsewhere open the actor's account; twice is as good as once.

    Raises: IdentityTaken when it opens somebody else's.
    """
    db.execute(
        insert(Identity)
        .values(
            id=new_id(),
            person_id=actor.id,
            issuer=issuer,
            subject=subject,
            label=label,
            joined_at=now,
        )
        .on_conflict_do_nothing()
    )
    owner = db.scalar(
        select(Identity.person_id).where(Identity.issuer == issuer, Identity.subject == subject)
    )
    if owner != actor.id:
        raise IdentityTaken


def part_from_identity(db: Session, actor: Person, identity_id: UUID) -> None:
    """Let an account elsewhere not open the actor's account any more.

    Raises: NotFound.
    """
    own = (Identity.id == identity_id, Identity.person_id == actor.id)
    if not changed(db, delete(Identity).where(*own)):
        raise NotFound

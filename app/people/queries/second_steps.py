"""Reads of somebody's second steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.people.models import CodeApp, Passkey, Person, RecoveryCode, SecondStepReset


@dataclass(frozen=True)
class SecondSteps:
    """What somebody can show beside the first step."""

    # Since when an app shows codes; None: none does.
    app_since: datetime | None
    recovery_left: int
    passkeys: Sequence[Passkey]

    @property
    def any(self) -> bool:
        """Whether there is a second step; codes on paper only stand in for one."""
        return self.app_since is not None or bool(self.passkeys)


def second_steps_of(db: Session, person_id: UUID) -> SecondSteps:
    """What somebody has set up, passkeys in their order. Three statements."""
    since = db.scalar(
        select(CodeApp.confirmed_at).where(
            CodeApp.person_id == person_id, CodeApp.confirmed_at.is_not(None)
        )
    )
    left = db.scalar(
        select(func.count()).where(
            RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None)
        )
    )
    return SecondSteps(since, left or 0, passkeys_of(db, person_id))


def passkeys_of(db: Session, person_id: UUID) -> Sequence[Passkey]:
    """Somebody's passkeys, the oldest first; at most 20. One statement."""
    return db.scalars(
        select(Passkey).where(Passkey.person_id == person_id).order_by(Passkey.id)
    ).all()


def persons_of_resets(db: Session, reset_ids: Sequence[UUID]) -> dict[UUID, Person]:
    """Whose second step was taken away, by the id of that. One statement."""
    rows = db.execute(
        select(SecondStepReset.id, Person)
        .join(Person, Person.id == SecondStepReset.person_id)
        .where(SecondStepReset.id.in_(reset_ids))
    )
    return {row.id: row.Person for row in rows}

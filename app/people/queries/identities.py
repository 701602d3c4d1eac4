"""Reads of accounts elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Identity


def identities_of(db: Session, person_id: UUID, *, issuer: str) -> Sequence[Identity]:
    """The accounts of one service that open somebody's account, the oldest first. One statement.

    Those of a service that was used before open nothing any more.
    """
    own = (Identity.person_id == person_id, Identity.issuer == issuer)
    return db.scalars(select(Identity).where(*own).order_by(Identity.id)).all()

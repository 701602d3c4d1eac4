"""Reads of accounts elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Identity


def identities_of(db: Session, person_id: UUID) -> Sequence[Identity]:
    """The accounts elsewhere that open somebody's account, the oldest first. One statement."""
    wanted = select(Identity).where(Identity.person_id == person_id).order_by(Identity.id)
    return db.scalars(wanted).all()

"""Doing away with a person's certificates when they are erased."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.certificates.models import Certificate
from app.kit.db import changed
from app.post.models import Letter


def erase_certificates(db: Session, person_id: UUID) -> int:
    """Erase a person's certificates and the letters about them; says how many there were.

    Their codes are unknown from then on: whoever checks one hears what they hear of any code that
    never was. Two statements.
    """
    theirs = select(Certificate.id).where(Certificate.person_id == person_id)
    db.execute(delete(Letter).where(Letter.about_id.in_(theirs)))
    return changed(db, delete(Certificate).where(Certificate.person_id == person_id))

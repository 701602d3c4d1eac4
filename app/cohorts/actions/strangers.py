"""Forgetting those whose address somebody typed to join, and who never opened the letter."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kit.db import changed

KEPT_FOR = timedelta(days=1)
# Anybody who knows a word can type any name and address. Whoever has ever been in their account,
# got any letter but links, or belongs to any cohort is somebody.
FORGET = text(
    """
    DELETE FROM person
    USING letter
    WHERE letter.person_id = person.id AND letter.kind = 'way_in'
    AND person.created_at <= :before
    AND person.password_hash IS NULL AND person.roles = '{}' AND person.what_i_bring = ''
    AND NOT EXISTS (SELECT FROM enrolment WHERE enrolment.person_id = person.id)
    AND NOT EXISTS (
        SELECT FROM letter AS other
        WHERE other.person_id = person.id
        AND (other.kind NOT IN ('way_in', 'sign_in') OR other.created_at > :before)
    )
    AND NOT EXISTS (
        SELECT FROM sign_in_link AS link
        WHERE link.person_id = person.id AND link.used_at IS NOT NULL
    )
    """
)


def forget_strangers(db: Session, *, now: datetime) -> int:
    """Forget whoever has done nothing with a way in for a day, and say how many; one statement."""
    return changed(db, FORGET, {"before": now - KEPT_FOR})

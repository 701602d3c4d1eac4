"""Links that went to where their person is not reached any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kit.db import changed

# An invitation to a number that was typed wrongly would let its reader in for thirty days. What
# still waits goes the new way, and its link is good.
END = text(
    """
    UPDATE sign_in_link AS link SET expires_at = :now
    FROM letter, person
    WHERE letter.link_id = link.id AND person.id = link.person_id
    AND link.person_id = ANY(CAST(:persons AS uuid[]))
    AND link.used_at IS NULL AND link.expires_at > :now
    AND letter.to_address IS NOT NULL
    AND (letter.doubts > 0 OR letter.state NOT IN ('due', 'listed', 'claimed'))
    AND lower(letter.to_address) IS DISTINCT FROM lower(person.email)
    AND (person.channel <> 'text' OR letter.to_address IS DISTINCT FROM person.phone)
    """
)


def end_links_elsewhere(db: Session, person_ids: Sequence[UUID], *, now: datetime) -> int:
    """End links that went where these people are not reached now; how many. One statement."""
    return changed(db, END, {"persons": list(person_ids), "now": now})

"""Finding the letters of workers that died."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, or_, update
from sqlalchemy.orm import Session

from app.kit.db import changed
from app.post.models import Letter
from app.post.rules import CANNOT_BE, MOST_RESENDS, NOT_SURE


@dataclass(frozen=True)
class Swept:
    """What a sweep found: letters never begun, and letters in doubt."""

    given_back: int
    doubted: int


def sweep(db: Session, now: datetime) -> Swept:
    """Find the letters of workers that died; two statements, and the edge commits.

    A letter that nobody had begun to send is simply due again. One that was being sent is in
    doubt: it goes again with the same Message-ID and text, until it has been in doubt too often.
    """
    over = or_(Letter.claimed_until < now, Letter.claimed_until > now + CANNOT_BE)
    free = {"claim": None, "claimed_until": None}
    given_back = changed(
        db, update(Letter).where(Letter.state == "claimed", over).values(state="due", **free)
    )
    stops = Letter.doubts >= MOST_RESENDS
    doubted = changed(
        db,
        update(Letter)
        .where(Letter.state == "sending", over)
        .values(
            state=case((stops, "refused"), else_="due"),
            reason=case((stops, NOT_SURE), else_=None),
            doubts=Letter.doubts + 1,
            doubted_at=now,
            due_at=now,
            **free,
        ),
    )
    return Swept(given_back, doubted)

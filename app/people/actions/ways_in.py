"""What time does with the ways in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.people.actions.email_changes import settle_in_time
from app.people.actions.text_codes import forget_codes


def look_after_ways_in(db: Session, *, now: datetime) -> None:
    """E-mail addresses change in time, and old codes are forgotten.

    Three statements when there is nothing to do.
    """
    settle_in_time(db, now=now)
    forget_codes(db, now=now)

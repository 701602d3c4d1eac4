"""Stopping letters on a topic from inside a letter, and getting them again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.post.actions.choices import choose_letters
from app.post.queries.stopping import Stop
from app.post.rules.topics import NONE, NOW


def stop_letters(db: Session, stop: Stop, *, now: datetime) -> None:
    """Send the person no letters on the topic any more; a second time changes nothing."""
    choose_letters(db, stop.person_id, {stop.topic: NONE}, by_id=stop.person_id, now=now)


def start_letters(db: Session, stop: Stop, *, now: datetime) -> None:
    """Send them again as they are due."""
    choose_letters(db, stop.person_id, {stop.topic: NOW}, by_id=stop.person_id, now=now)

"""Makes places for tests."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.people.models import Place
from tests.clock import NOON


def make_place(db: Session, name: str) -> Place:
    """A neighbourhood, flushed."""
    place = Place(name=name, kind="neighbourhood", created_at=NOON)
    db.add(place)
    db.flush()
    return place

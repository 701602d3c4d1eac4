"""Holding somebody's second steps, so that two pages do not change them at once."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.people.models import Person


def hold(db: Session, person: Person) -> None:
    """Let nobody else change this person's second steps until the commit. One statement."""
    db.refresh(person, ["has_second_step"], with_for_update={"key_share": True})

"""Whether somebody's numbers count in the picture of their cohort: theirs to say, at any time."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.practice.models import Plumbline


def count_plumbline(db: Session, plumbline: Plumbline, *, is_counted: bool) -> None:
    """Count the finished looks of a plumbline, or no longer. At most two statements.

    A person counts once in a cohort: another plumbline of theirs is no longer counted.
    """
    if is_counted:
        count_no_other(db, plumbline.person_id, plumbline.cohort_id)
    db.execute(update(Plumbline).where(Plumbline.id == plumbline.id).values(is_counted=is_counted))


def count_no_other(db: Session, person_id: UUID, cohort_id: UUID) -> None:
    """Take all that a person has in a cohort out of its picture. One statement."""
    db.execute(
        update(Plumbline)
        .where(
            Plumbline.person_id == person_id, Plumbline.cohort_id == cohort_id, Plumbline.is_counted
        )
        .values(is_counted=False)
    )

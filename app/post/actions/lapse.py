"""Letting many letters lapse at once, and those of somebody who has left a cohort."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Update, update
from sqlalchemy.orm import Session

from app.kit.db import changed
from app.post.models import Letter
from app.post.rules import may_become


def lapse_about(db: Session, about_ids: Sequence[UUID], kinds: Collection[str], reason: str) -> int:
    """Let the letters of these kinds about these rows lapse; `reason` is for a facilitator.

    Returns how many lapsed. One statement.
    """
    return changed(db, _lapsing(reason, Letter.about_id.in_(about_ids), Letter.kind.in_(kinds)))


def lapse_in_cohort(
    db: Session, cohort_id: UUID, person_id: UUID, *, keep: Collection[str], reason: str
) -> int:
    """Let all letters of a cohort that wait for one person lapse, but for the kinds to keep.

    Returns how many lapsed. One statement.
    """
    return changed(
        db,
        _lapsing(
            reason,
            Letter.cohort_id == cohort_id,
            Letter.person_id == person_id,
            Letter.kind.not_in(keep),
        ),
    )


def _lapsing(reason: str, *which: ColumnElement[bool]) -> Update:
    return (
        update(Letter)
        .where(*which, Letter.state.in_(may_become("lapsed")))
        .values(state="lapsed", reason=reason, claim=None, claimed_until=None)
        .execution_options(synchronize_session=False)
    )

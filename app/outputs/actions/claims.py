"""Who has a build in their hands: claims by compare-and-set, one worker at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, and_, or_, select, update
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.outputs.models import OutputBuild
from app.outputs.rules.stages import FAILED, GIVEN_UP, LEASE, MOST_TRIES, QUEUED, WORKING


class ClaimLost(Exception):  # noqa: N818 - not an error: another worker has the build, or it starts over
    """This worker does not hold the build any more."""


@dataclass(frozen=True)
class Held:
    """A build in this worker's hands."""

    build_id: UUID
    purpose: str
    claim: UUID
    stage: int


def claim_next(db: Session, *, now: datetime) -> Held | None:
    """Take one build; of two workers at the same moment one gets it."""
    left = and_(OutputBuild.state == WORKING, OutputBuild.claimed_until <= now)
    oldest = (
        select(OutputBuild.id)
        .where(or_(OutputBuild.state == QUEUED, left))
        .order_by(OutputBuild.created_at, OutputBuild.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    claim = new_id()
    row = db.execute(
        update(OutputBuild)
        .where(OutputBuild.id == oldest)
        .values(state=WORKING, claim=claim, claimed_until=now + LEASE, tries=OutputBuild.tries + 1)
        .returning(
            OutputBuild.id,
            OutputBuild.purpose,
            OutputBuild.stage,
            OutputBuild.tries,
        )
    ).one_or_none()
    if row is None:
        return None
    held = Held(row.id, row.purpose, claim, row.stage)
    if row.tries <= MOST_TRIES:
        return held
    move(db, held, {"state": FAILED, "reason": GIVEN_UP, "finished_at": now})
    return claim_next(db, now=now)


def move(db: Session, held: Held, values: dict[str, Any]) -> None:
    """Change the build's row by compare-and-set.

    Raises: ClaimLost when the row is not as this worker left it.
    """
    done = db.execute(
        update(OutputBuild)
        .where(
            OutputBuild.id == held.build_id,
            OutputBuild.claim == held.claim,
            OutputBuild.stage == held.stage,
            OutputBuild.state == WORKING,
        )
        .values(**values)
    )
    if cast("CursorResult[Any]", done).rowcount != 1:
        raise ClaimLost

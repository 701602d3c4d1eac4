"""What a register brings to the list of people to ring, and takes off it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, String, Uuid, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import PARTICIPANT
from app.gatherings.actions.follow_up_log import log_follow_ups
from app.gatherings.models import FollowUp
from app.gatherings.rules.follow_ups import CORRECTED, DONE, OPEN, SNOOZED
from app.people.models import Person


def open_for_missed(
    db: Session,
    actor: Person,
    *,
    gathering_id: UUID,
    enrolment_ids: Sequence[UUID],
    now: datetime,
) -> None:
    """Open a follow-up for each participant who missed a session; two statements.

    One that was closed by a correction is open again; one that somebody finished stays finished.
    """
    if not enrolment_ids:
        return
    missed = select(
        func.uuidv7(),
        literal(gathering_id, Uuid()),
        Enrolment.id,
        literal(OPEN, String()),
        literal(now, DateTime(timezone=True)),
    ).where(Enrolment.id.in_(enrolment_ids), Enrolment.role == PARTICIPANT)
    columns = ["id", "gathering_id", "enrolment_id", "state", "opened_at"]
    opened = db.scalars(
        insert(FollowUp)
        .from_select(columns, missed)
        .on_conflict_do_update(
            index_elements=["gathering_id", "enrolment_id"],
            set_={"state": OPEN, "outcome": "", "opened_at": now},
            where=FollowUp.outcome == CORRECTED,
        )
        .returning(FollowUp.id)
    ).all()
    log_follow_ups(db, actor, opened, now=now)


def close_corrected(
    db: Session,
    actor: Person,
    *,
    gathering_id: UUID,
    enrolment_ids: Sequence[UUID],
    now: datetime,
) -> None:
    """The register no longer says that these missed the session; two statements.

    What is open closes and says why; the notes stay.
    """
    if not enrolment_ids:
        return
    closed = db.scalars(
        update(FollowUp)
        .where(
            FollowUp.gathering_id == gathering_id,
            FollowUp.enrolment_id.in_(enrolment_ids),
            FollowUp.state.in_([OPEN, SNOOZED]),
        )
        .values(
            state=DONE,
            outcome=CORRECTED,
            snoozed_until=None,
            changed_at=now,
            changed_by_id=actor.id,
        )
        .returning(FollowUp.id)
    ).all()
    log_follow_ups(db, actor, closed, now=now)

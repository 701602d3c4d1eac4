"""A kind contact by a person with somebody who could not be there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import DateTime, String, Update, Uuid, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.gatherings.actions.follow_up_log import log_follow_ups
from app.gatherings.errors.follow_ups import (
    DayWrong,
    NoteTooLong,
    OutcomeNeeded,
    ReasonTooLong,
    TakenMeanwhile,
)
from app.gatherings.models import Attendance, FollowUp, Gathering
from app.gatherings.rules import clean_text
from app.gatherings.rules.attendance import APOLOGIES
from app.gatherings.rules.follow_ups import (
    DONE,
    LONGEST_NOTE,
    LONGEST_REASON,
    MOST_DAYS,
    OPEN,
    OUTCOMES,
    SNOOZED,
)
from app.kit.times import in_zone, start_of
from app.people.models import Person


def open_for_apologies(
    db: Session, actor: Person, *, cohort_id: UUID, attendance_id: UUID, now: datetime
) -> None:
    """A facilitator wants to ring somebody who sent apologies, and looks after it.

    A second press adds nothing; who did not send apologies to this cohort is passed over. Two
    statements.
    """
    sorry = (
        select(
            func.uuidv7(),
            Attendance.gathering_id,
            Attendance.enrolment_id,
            literal(OPEN, String()),
            literal(now, DateTime(timezone=True)),
            literal(actor.id, Uuid()),
        )
        .join(Gathering, Gathering.id == Attendance.gathering_id)
        .where(
            Attendance.id == attendance_id,
            Attendance.how == APOLOGIES,
            Gathering.cohort_id == cohort_id,
        )
    )
    columns = ["id", "gathering_id", "enrolment_id", "state", "opened_at", "owner_id"]
    made = insert(FollowUp).from_select(columns, sorry)
    made = made.on_conflict_do_nothing(index_elements=["gathering_id", "enrolment_id"])
    log_follow_ups(db, actor, db.scalars(made.returning(FollowUp.id)).all(), now=now)


def take_follow_up(db: Session, actor: Person, *, follow_up_id: UUID, now: datetime) -> None:
    """Somebody says that they will do it; of two at the same moment the first. Two statements.

    Raises: TakenMeanwhile.
    """
    taken = _change(
        *(db, actor),
        update(FollowUp)
        .where(
            FollowUp.id == follow_up_id,
            FollowUp.state.in_([OPEN, SNOOZED]),
            or_(FollowUp.owner_id.is_(None), FollowUp.owner_id == actor.id),
        )
        .values(owner_id=actor.id, changed_at=now, changed_by_id=actor.id),
        now=now,
    )
    if not taken:
        raise TakenMeanwhile("Somebody else is looking after this already, or it is done.")


def give_back_follow_up(db: Session, actor: Person, *, follow_up_id: UUID, now: datetime) -> None:
    """Whoever looks after it cannot any more, so that it is anybody's again; two statements."""
    _change(
        *(db, actor),
        update(FollowUp)
        .where(FollowUp.id == follow_up_id, FollowUp.owner_id.is_not(None))
        .values(owner_id=None, changed_at=now, changed_by_id=actor.id),
        now=now,
    )


@dataclass(frozen=True)
class Told:
    """What somebody writes about a contact; `seen` is the change that their page showed.

    Finished with an outcome, or put off until a day of the cohort's calendar, or only noted.
    """

    reason: str
    note: str
    outcome: str
    again_on: date | None
    finish: bool
    seen: datetime | None


def tell_follow_up(
    db: Session, actor: Person, told: Told, *, follow_up_id: UUID, zone: str, now: datetime
) -> str:
    """Keep what came of a contact, and give the state it is in now; two statements.

    Whoever writes it down looks after it, unless somebody does already.
    Raises: the refusals about a contact; TakenMeanwhile.
    """
    values = _texts(told)
    snoozed_until = _again(told, zone, now)
    state = DONE if told.finish else SNOOZED if snoozed_until else OPEN
    kept = _change(
        *(db, actor),
        update(FollowUp)
        .where(
            FollowUp.id == follow_up_id,
            # What they changed themselves is no surprise, such as by pressing twice.
            or_(
                FollowUp.changed_at.is_not_distinct_from(told.seen),
                FollowUp.changed_by_id == actor.id,
            ),
        )
        .values(
            **values,
            state=state,
            snoozed_until=snoozed_until,
            owner_id=func.coalesce(FollowUp.owner_id, actor.id),
            changed_at=now,
            changed_by_id=actor.id,
        ),
        now=now,
    )
    if not kept:
        raise TakenMeanwhile
    return state


def _change(db: Session, actor: Person, change: Update, *, now: datetime) -> bool:
    """Change a follow-up and its history; whether there was anything to change."""
    changed = db.scalars(change.returning(FollowUp.id)).all()
    log_follow_ups(db, actor, changed, now=now)
    return bool(changed)


def _texts(told: Told) -> dict[str, str]:
    """Raises: ReasonTooLong, NoteTooLong, OutcomeNeeded."""
    reason = clean_text(told.reason, LONGEST_REASON)
    note = clean_text(told.note, LONGEST_NOTE)
    if reason is None:
        raise ReasonTooLong
    if note is None:
        raise NoteTooLong
    outcome = told.outcome if told.outcome in OUTCOMES else ""
    if told.finish and not outcome:
        raise OutcomeNeeded
    return {"reason": reason, "note": note, "outcome": outcome}


def _again(told: Told, zone: str, now: datetime) -> datetime | None:
    """Raises: DayWrong."""
    if told.finish or told.again_on is None:
        return None
    today = in_zone(now, zone).date()
    if not today < told.again_on <= today + timedelta(days=MOST_DAYS):
        raise DayWrong
    return start_of(told.again_on, zone)

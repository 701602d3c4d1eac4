"""Saying whether one comes to a session, and what one needs to take part."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.gatherings.actions.remind import replan_reminders
from app.gatherings.actions.seats import give_free_seats
from app.gatherings.actions.tell import lock_session
from app.gatherings.errors.replies import NeedsTooLong, RepliesClosed, ReplyNeeded
from app.gatherings.kinds import NOT_COMING
from app.gatherings.models import Gathering, Reply
from app.gatherings.rules import PLANNED, clean_text
from app.gatherings.rules.replies import (
    ANSWERS,
    COMING,
    LONGEST_NEEDS,
    SORRY,
    WAITING,
    answer_for,
)
from app.kit.errors import NotFound
from app.people.models import Person
from app.post.actions.plan import lapse_letters


def reply_to_session(
    db: Session,
    actor: Person,
    *,
    gathering_id: UUID,
    enrolment_id: UUID,
    answer: str,
    needs: str,
    now: datetime,
) -> str:
    """Keep whether somebody comes, entered by them or for them, and what they need.

    Where there is no room left they wait in line; a seat that is given up goes to the first in
    line in this same transaction. Whoever does not come gets no reminders. Returns `coming`,
    `waiting` or `sorry`. The same answer twice is kept once.
    Raises: ReplyNeeded, NeedsTooLong, RepliesClosed, NotFound.
    """
    wishes = clean_text(needs, LONGEST_NEEDS)
    if answer not in ANSWERS:
        raise ReplyNeeded
    if wishes is None:
        raise NeedsTooLong
    gathering = lock_session(db, gathering_id)
    person_id = _joined(db, gathering, enrolment_id)
    if gathering is None or person_id is None:
        raise NotFound
    if gathering.state != PLANNED or gathering.starts_at <= now:
        raise RepliesClosed
    # Seats of people who left the cohort go to the line first, and not past it.
    give_free_seats(db, gathering, now)
    kept = _reply(db, gathering, enrolment_id)
    before = kept.answer if kept else None
    others = _others(db, gathering, enrolment_id) if answer == COMING else 0
    became = answer_for(answer, before, capacity=gathering.capacity, others=others)
    if kept is None:
        kept = Reply(gathering_id=gathering.id, enrolment_id=enrolment_id)
        db.add(kept)
    _write(kept, became, wishes, actor, now)
    db.flush()
    _follow(db, gathering, person_id, before, became, now)
    return became


def _joined(db: Session, gathering: Gathering | None, enrolment_id: UUID) -> UUID | None:
    """The person of this enrolment, when they are in the session's cohort; one statement."""
    if gathering is None:
        return None
    return db.scalar(
        select(Enrolment.person_id).where(
            Enrolment.id == enrolment_id,
            Enrolment.cohort_id == gathering.cohort_id,
            Enrolment.state == JOINED,
        )
    )


def _reply(db: Session, gathering: Gathering, enrolment_id: UUID) -> Reply | None:
    return db.scalar(
        select(Reply).where(Reply.gathering_id == gathering.id, Reply.enrolment_id == enrolment_id),
        execution_options={"populate_existing": True},
    )


def _others(db: Session, gathering: Gathering, enrolment_id: UUID) -> int:
    """How many others come, or wait to come; one statement."""
    return (
        db.scalar(
            select(func.count())
            .select_from(Reply)
            .join(Enrolment, Enrolment.id == Reply.enrolment_id)
            .where(
                Reply.gathering_id == gathering.id,
                Reply.enrolment_id != enrolment_id,
                Reply.answer.in_([COMING, WAITING]),
                Enrolment.state == JOINED,
            )
        )
        or 0
    )


def _write(kept: Reply, answer: str, needs: str, actor: Person, now: datetime) -> None:
    if answer == WAITING:
        # Asking once more costs nobody their place in the line.
        kept.waiting_since = kept.waiting_since or now
    else:
        kept.waiting_since = None
    if (kept.answer, kept.access_needs) != (answer, needs):
        kept.answer = answer
        kept.access_needs = needs
        kept.answered_at = now
        kept.answered_by_id = actor.id


def _follow(
    db: Session,
    gathering: Gathering,
    person_id: UUID,
    before: str | None,
    became: str,
    now: datetime,
) -> None:
    if became == before:
        return
    if became == COMING:
        replan_reminders(db, [gathering.id], now)
        return
    kinds = ["reminder", "seat"]
    lapse_letters(db, gathering.id, kinds, NOT_COMING[became], person_id=person_id)
    if became == SORRY and before is not None:
        give_free_seats(db, gathering, now)

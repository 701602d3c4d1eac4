"""Giving seats that are free to those who wait for one, in order."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.gatherings.actions.remind import replan_reminders
from app.gatherings.actions.tell import lock_session
from app.gatherings.models import Gathering, Reply
from app.gatherings.rules import PLANNED
from app.gatherings.rules.replies import COMING, WAITING, seat_occurrence
from app.post.actions.plan import NewLetter, plan_letters


def give_free_seats(db: Session, gathering: Gathering, now: datetime) -> int:
    """Let those in who waited longest, as many as there is room for, and tell each of them once.

    The session is held (see `lock_session`), so that two who give up seats at once do not let in
    the same person. Returns how many were let in. At most seven statements.
    """
    if gathering.state != PLANNED or gathering.starts_at <= now:
        return 0
    line = (
        select(Reply.id, Reply.waiting_since, Enrolment.person_id)
        .join(Enrolment, Enrolment.id == Reply.enrolment_id)
        .where(
            Reply.gathering_id == gathering.id,
            Reply.answer == WAITING,
            Enrolment.state == JOINED,
        )
        .order_by(Reply.waiting_since, Reply.id)
    )
    if gathering.capacity is not None:
        line = line.limit(max(gathering.capacity - seats_taken(db, gathering), 0))
    let_in = db.execute(line).all()
    if not let_in:
        return 0
    db.execute(
        update(Reply)
        .where(Reply.id.in_([row.id for row in let_in]))
        .values(answer=COMING, waiting_since=None)
    )
    letters = [
        NewLetter(
            row.person_id,
            "seat",
            gathering.id,
            now,
            occurrence=seat_occurrence(row.waiting_since),
            cohort_id=gathering.cohort_id,
        )
        for row in let_in
    ]
    plan_letters(db, letters, now=now)
    replan_reminders(db, [gathering.id], now)
    return len(let_in)


def give_left_seats(db: Session, now: datetime) -> int:
    """Give the seats of those who left their cohort to those who wait, at all sessions to come.

    Returns how many were let in. One statement when nobody waits for a seat that is free.
    """
    taken = func.count().filter(Reply.answer == COMING)
    waits = func.count().filter(Reply.answer == WAITING)
    free = (
        select(Gathering.id)
        .join(Reply, Reply.gathering_id == Gathering.id)
        .join(Enrolment, Enrolment.id == Reply.enrolment_id)
        .where(Gathering.state == PLANNED, Gathering.starts_at > now, Enrolment.state == JOINED)
        .group_by(Gathering.id)
        .having(waits > 0, or_(Gathering.capacity.is_(None), taken < Gathering.capacity))
        .order_by(Gathering.id)
    )
    held = (lock_session(db, gathering_id) for gathering_id in db.scalars(free).all())
    return sum(give_free_seats(db, gathering, now) for gathering in held if gathering)


def seats_taken(db: Session, gathering: Gathering) -> int:
    """How many mean to come who are still in the cohort; one statement."""
    return (
        db.scalar(
            select(func.count())
            .select_from(Reply)
            .join(Enrolment, Enrolment.id == Reply.enrolment_id)
            .where(
                Reply.gathering_id == gathering.id,
                Reply.answer == COMING,
                Enrolment.state == JOINED,
            )
        )
        or 0
    )

"""Leaving out a step for one person, taking that back, and giving more time for a module."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import changed, new_id
from app.kit.errors import NotFound
from app.kit.times import in_zone
from app.people.models import Person
from app.progress.errors import DoneAlready, NoSuchTimeToGive, ReasonTooLong
from app.progress.models import Excuse, MoreTime
from app.progress.queries import StepAddress
from app.progress.queries.courses import held_course
from app.progress.rules.easing import LONGEST_REASON, may_last_until


def excuse_step(db: Session, actor: Person, *, at: StepAddress, reason: str, now: datetime) -> None:
    """A step is not asked of a person: it never counts as done, and nothing waits for it.

    Saying so again changes nothing. Two statements.
    Raises: NotFound when there is no such step; DoneAlready; ReasonTooLong.
    """
    if len(reason) > LONGEST_REASON:
        raise ReasonTooLong
    step = held_course(db, at.enrolment_id, now=now).module(at.module_key).step(at.step_key)
    if step.is_done:
        raise DoneAlready
    db.execute(
        insert(Excuse)
        .values(
            id=new_id(),
            enrolment_id=at.enrolment_id,
            module_key=at.module_key,
            step_key=at.step_key,
            reason=reason.strip(),
            excused_at=now,
            excused_by_id=actor.id,
        )
        .on_conflict_do_nothing()
    )


def take_back_excuse(db: Session, actor: Person, *, at: StepAddress, now: datetime) -> bool:
    """The step is asked of the person again; what they did meanwhile stays. One statement.

    Returns whether there was an excuse.
    """
    standing = (
        update(Excuse)
        .where(
            Excuse.enrolment_id == at.enrolment_id,
            Excuse.module_key == at.module_key,
            Excuse.step_key == at.step_key,
            Excuse.taken_back_at.is_(None),
        )
        .values(taken_back_at=now, taken_back_by_id=actor.id)
    )
    return changed(db, standing) > 0


def give_time(
    db: Session, actor: Person, *, at: StepAddress, zone: str, until: date | None, now: datetime
) -> None:
    """A person has time for a module until the end of this day. At most three statements.

    The same day again changes nothing; the days before stay on record.
    Raises: NotFound when there is no such module; NoSuchTimeToGive.
    """
    if until is None or not may_last_until(until, in_zone(now, zone).date()):
        raise NoSuchTimeToGive
    # Holds the enrolment's course, and so two who press at once come one by one.
    if not held_course(db, at.enrolment_id, now=now).module(at.module_key).steps:
        raise NotFound
    newest = db.scalar(
        select(MoreTime.until)
        .where(MoreTime.enrolment_id == at.enrolment_id, MoreTime.module_key == at.module_key)
        .order_by(MoreTime.given_at.desc(), MoreTime.id.desc())
        .limit(1)
    )
    if newest != until:
        db.add(
            MoreTime(
                enrolment_id=at.enrolment_id,
                module_key=at.module_key,
                until=until,
                given_at=now,
                given_by_id=actor.id,
            )
        )

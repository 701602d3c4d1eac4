"""What people say before a session, for tests."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.gatherings.actions.replies import reply_to_session
from app.gatherings.models import Gathering, Reply
from app.people.models import Person
from tests.clock import NOON
from tests.make.gatherings import enrolment_of

START = NOON + timedelta(days=10)

NO_REMINDER = "They said that they cannot come."


def reply(
    db: Session,
    gathering: Gathering,
    person: Person,
    answer: str = "coming",
    *,
    needs: str = "",
    by: Person | None = None,
    now: datetime = NOON,
) -> str:
    """What somebody says, entered by themselves or by another."""
    return reply_to_session(
        db,
        by or person,
        gathering_id=gathering.id,
        enrolment_id=enrolment_of(db, gathering, person),
        answer=answer,
        needs=needs,
        now=now,
    )


def answers(db: Session, gathering: Gathering) -> dict[str, str]:
    """What people said, by name."""
    rows = db.execute(
        select(Person.name, Reply.answer)
        .join(Enrolment, Enrolment.id == Reply.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Reply.gathering_id == gathering.id)
    )
    return {row.name: row.answer for row in rows}

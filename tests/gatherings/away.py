"""People who were not at a session, for tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.kinds.catch_up import CatchUpKind
from app.gatherings.models import Attendance, Gathering
from app.people.models import Person
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from tests.clock import NOON
from tests.make.desks import desk_at
from tests.make.gatherings import make_gathering

TASK = "Listen to the first ten minutes.\nThen write down one thing that surprised you."


def make_missed(db: Session, cohort: Cohort) -> Gathering:
    """A session that ended an hour before the tests' noon, with something to catch up on."""
    made = make_gathering(db, cohort, starts_at=NOON - timedelta(hours=2))
    made.catch_up = TASK
    made.recording = "https://www.video.example/watch/1"
    db.flush()
    return made


def seat(db: Session, person: Person) -> UUID:
    """The enrolment of a person."""
    return db.scalars(select(Enrolment.id).where(Enrolment.person_id == person.id)).one()


def note(db: Session, gathering: Gathering, person: Person, how: str) -> None:
    """Note somebody in the register, without what follows from it."""
    attendance = Attendance(gathering_id=gathering.id, enrolment_id=seat(db, person), how=how)
    attendance.noted_at = NOON
    db.add(attendance)
    db.flush()


def letters(db: Session) -> dict[UUID, Letter]:
    """The letters about catching up, by person."""
    db.expire_all()
    found = db.scalars(select(Letter).where(Letter.kind == "catch_up"))
    return {letter.person_id: letter for letter in found}


def at_sending(db: Session, letter: Letter, now: datetime = NOON) -> Draft | Lapse:
    """What becomes of a letter when it is looked at again."""
    db.flush()
    db.expire_all()
    return CatchUpKind().prepare(db, [letter], desk_at(now))[letter.id]

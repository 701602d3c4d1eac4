"""Letters that something is open, for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.people.models import Person
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from app.progress.kinds import ReleaseKind
from app.progress.models import StepProgress
from app.syllabus.models import CourseModule, Step
from tests.clock import NOON
from tests.make.desks import desk_at

LONDON = "Europe/London"
# A Monday in winter time; the course begins at midnight there.
FIRST_DAY = date(2027, 2, 1)
BEGINS = datetime(2027, 2, 1, tzinfo=UTC)
MORNING = BEGINS + timedelta(hours=8)


def letters(db: Session, person: Person | None = None) -> dict[str, Letter]:
    """The letters that something is open, by what it is; empty: the course."""
    db.expire_all()
    found = select(Letter).where(Letter.kind == "release")
    if person is not None:
        found = found.where(Letter.person_id == person.id)
    return {letter.occurrence: letter for letter in db.scalars(found)}


def at_sending(db: Session, letter: Letter, now: datetime) -> Draft | Lapse:
    """What becomes of a letter when it is looked at again."""
    db.flush()
    db.expire_all()
    return ReleaseKind().prepare(db, [letter], desk_at(now))[letter.id]


def module(db: Session, number: int) -> CourseModule:
    """The module with this number."""
    return db.scalars(select(CourseModule).where(CourseModule.number == number)).one()


def open_step(db: Session, person: Person, number: int, *, done: bool = False) -> None:
    """A person opened all steps of a module, and maybe did them."""
    enrolment_id = db.scalars(select(Enrolment.id).where(Enrolment.person_id == person.id)).one()
    steps = select(Step.id).where(Step.module_id == module(db, number).id)
    for step_id in db.scalars(steps).all():
        progress = StepProgress(
            enrolment_id=enrolment_id, step_id=step_id, seen_at=NOON, visited_at=NOON
        )
        if done:
            progress.done_at, progress.done_by_rule, progress.rule_version = NOON, "marked", 1
        db.add(progress)
    db.flush()

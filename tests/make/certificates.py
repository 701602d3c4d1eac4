"""Makes people who have gone through a course, and their certificates, for tests."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.certificates.actions.issue import issue_certificates
from app.certificates.models import Certificate
from app.certificates.rules.codes import new_code
from app.cohorts.models import Cohort
from app.people.models import Person
from app.progress.models import StepProgress
from app.syllabus.models import CourseModule, Step
from tests.clock import NOON
from tests.make.progress import Way, make_seat, make_way


def finish_course(
    db: Session, cohort: Cohort, person: Person, *, left: int = 0, now: datetime = NOON
) -> None:
    """A seat for somebody who has done every step but the last `left`; flushed."""
    seat = make_seat(db, cohort, person)
    do_steps(db, cohort, seat.id, left=left, now=now)


def do_steps(
    db: Session, cohort: Cohort, enrolment_id: object, *, left: int = 0, now: datetime = NOON
) -> None:
    """Every step but the last `left` is done; flushed."""
    steps = db.scalars(
        select(Step.id)
        .join(CourseModule, CourseModule.id == Step.module_id)
        .where(CourseModule.edition_id == cohort.edition_id)
        .order_by(CourseModule.number, Step.position)
    ).all()
    for step_id in steps[: len(steps) - left]:
        done = StepProgress(enrolment_id=enrolment_id, step_id=step_id, seen_at=now, visited_at=now)
        done.done_at, done.done_by_rule, done.rule_version = now, "marked", 1
        db.add(done)
    db.flush()


def make_finished(db: Session, *, modules: int = 1, person: Person | None = None) -> Way:
    """Somebody who has gone through the course of their cohort; committed."""
    way = make_way(db, modules=modules, person=person)
    do_steps(db, way.cohort, way.enrolment.id)
    db.commit()
    return way


def make_certificate(db: Session, way: Way | None = None, *, now: datetime = NOON) -> Certificate:
    """The certificate of somebody who has gone through a course; committed."""
    at = way or make_finished(db)
    issue_certificates(db, now=now)
    db.commit()
    return newest(db, at.person)


def make_certificate_of(db: Session, cohort: Cohort, person: Person) -> Certificate:
    """A certificate of somebody in this cohort, whatever they have done; flushed."""
    made = Certificate(
        code=new_code(),
        person_id=person.id,
        cohort_id=cohort.id,
        edition_id=cohort.edition_id,
        number=1,
        name=person.name,
        course="The course",
        cohort_name=cohort.name,
        started_on=NOON.date(),
        completed_on=NOON.date(),
        sessions=3,
        session_minutes=180,
        modules=2,
        module_minutes=100,
        issued_at=NOON,
    )
    db.add(made)
    db.flush()
    return made


def newest(db: Session, person: Person) -> Certificate:
    """Their newest certificate, as the database has it."""
    return db.scalars(
        select(Certificate)
        .where(Certificate.person_id == person.id)
        .order_by(Certificate.number.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    ).one()

"""A certificate comes by itself, once, when somebody has gone through their course."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.certificates.actions.issue import issue_certificates
from app.certificates.models import Certificate
from app.cohorts.models import Enrolment
from app.gatherings.models import Attendance
from app.post.models import Letter
from app.progress.models import Excuse
from app.syllabus.models import Step
from tests.clock import NOON
from tests.make.certificates import do_steps, finish_course, make_certificate, make_finished, newest
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.progress import Way, make_seat, make_way


def issued(db: Session) -> int:
    """How many a run issues."""
    made = issue_certificates(db, now=NOON)
    db.commit()
    return made


def test_it_says_what_was_so_on_the_day(db: Session) -> None:
    way = make_way(db, modules=2, person=make_person(db, name="Amina Example"))
    do_steps(db, way.cohort, way.enrolment.id, now=NOON + timedelta(days=3))
    for how, hours in (("in_person", 1), ("online", 2), ("missed", 3)):
        at = make_gathering(db, way.cohort, starts_at=NOON + timedelta(days=hours))
        at.ends_at = at.starts_at + timedelta(minutes=90)
        note = Attendance(gathering_id=at.id, enrolment_id=way.enrolment.id, how=how, noted_at=NOON)
        db.add(note)
    db.commit()
    assert issued(db) == 1
    found = newest(db, way.person)
    assert (found.name, found.course, found.cohort_name) == (
        "Amina Example",
        "The course",
        way.cohort.name,
    )
    assert found.completed_on == (NOON + timedelta(days=3)).date()
    assert (found.sessions, found.session_minutes) == (2, 180)
    assert (found.modules, found.module_minutes, found.minutes) == (2, 100, 280)
    assert len(found.code) == 16
    assert found.is_valid


def test_a_second_run_does_nothing(db: Session) -> None:
    make_finished(db)
    assert [issued(db), issued(db)] == [1, 0]
    assert db.scalar(select(func.count(Letter.id)).where(Letter.kind == "certificate")) == 1


def test_nobody_gets_one_before_the_last_step(db: Session) -> None:
    way = make_way(db, modules=2)
    do_steps(db, way.cohort, way.enrolment.id, left=1)
    db.commit()
    assert issued(db) == 0


def test_a_course_without_steps_is_not_gone_through(db: Session) -> None:
    way = make_way(db)
    db.query(Step).delete()
    db.commit()
    assert way.enrolment.state == "joined"
    assert issued(db) == 0


@pytest.mark.parametrize(
    ("role", "state"),
    [("facilitator", "joined"), ("participant", "left"), ("participant", "invited")],
)
def test_only_participants_who_joined_get_one(db: Session, role: str, state: str) -> None:
    way = make_way(db)
    seat = make_seat(db, way.cohort, make_person(db), role=role, state=state)
    do_steps(db, way.cohort, seat.id)
    db.commit()
    assert issued(db) == 0


def test_many_are_issued_batch_by_batch(db: Session) -> None:
    way = make_finished(db)
    for number in range(104):
        finish_course(db, way.cohort, make_person(db, name=f"Person {number}"))
    db.commit()
    assert [issued(db), issued(db), issued(db)] == [100, 5, 0]


def test_the_same_course_in_another_cohort_brings_no_second_one(db: Session) -> None:
    way = make_finished(db)
    issued(db)
    other = make_way(db)
    other.cohort.edition_id = way.cohort.edition_id
    finish_course(db, other.cohort, way.person)
    db.commit()
    assert issued(db) == 0


def test_both_at_once_bring_one(db: Session) -> None:
    way = make_finished(db)
    other = make_way(db)
    other.cohort.edition_id = way.cohort.edition_id
    finish_course(db, other.cohort, way.person)
    db.commit()
    assert issued(db) == 1
    assert issued(db) == 0


def test_two_workers_at_once_make_one(db: Session, sessions: sessionmaker[Session]) -> None:
    make_finished(db)
    made: list[int] = []

    def work() -> None:
        with sessions.begin() as own:
            made.append(issue_certificates(own, now=NOON))

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [0, 0, 0, 1]
    assert db.scalar(select(func.count(Certificate.id))) == 1
    assert db.scalar(select(func.count(Letter.id)).where(Letter.kind == "certificate")) == 1


def test_what_was_issued_stays_when_the_course_grows(db: Session) -> None:
    way = make_finished(db)
    found = make_certificate(db, way)
    module_id = way.steps["act"].module_id
    step = Step(module_id=module_id, key="new", position=9, kind="read", minutes=5)
    step.title, step.html, step.data = "New", "<p>New.</p>", {}
    db.add(step)
    db.commit()
    assert issued(db) == 0
    assert newest(db, way.person).id == found.id
    assert newest(db, way.person).is_valid


def _excuse(db: Session, way: Way, *keys: str) -> None:
    for key in keys:
        db.add(
            Excuse(
                enrolment_id=way.enrolment.id,
                module_key=way.modules[0].key,
                step_key=key,
                excused_at=NOON,
            )
        )
    db.commit()


def test_a_step_that_is_not_asked_of_somebody_is_not_waited_for(db: Session) -> None:
    way = make_way(db)
    do_steps(db, way.cohort, way.enrolment.id, left=1)
    db.commit()
    assert issued(db) == 0
    _excuse(db, way, "act")
    assert issued(db) == 1


def test_who_was_asked_for_nothing_and_did_nothing_gets_none(db: Session) -> None:
    way = make_way(db)
    _excuse(db, way, *way.steps)
    assert issued(db) == 0


def test_whoever_is_moved_on_with_all_they_did_gets_no_second_one(db: Session) -> None:
    way = make_finished(db)
    issued(db)
    first = way.enrolment
    for _ in range(2):
        # Another edition each time: only the way that they came tells that it is the same learning.
        other = make_way(db)
        db.delete(other.enrolment)
        finish_course(db, other.cohort, way.person)
        last = db.scalars(
            select(Enrolment).where(
                Enrolment.cohort_id == other.cohort.id, Enrolment.person_id == way.person.id
            )
        ).one()
        first.state, first.moved_to_id = "left", last.id
        first = last
        db.commit()
        assert issued(db) == 0

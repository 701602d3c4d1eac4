"""Each letter is looked at once more when it leaves."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules.reminders import SWITCHED_OFF
from app.gatherings.actions.ends import keep_session_end
from app.people.models import Person
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from app.post.rules import NOT_WANTED
from app.progress.actions.announce import plan_releases
from app.progress.kinds import ReleaseKind
from app.syllabus.models import CourseModule
from tests.conftest import CountStatements
from tests.gatherings.release_letters.releasing import (
    BEGINS,
    FIRST_DAY,
    MORNING,
    at_sending,
    letters,
    module,
    open_step,
)
from tests.make.cohorts import make_cohort, make_edition, make_member
from tests.make.desks import desk_at
from tests.make.gatherings import make_gathering
from tests.make.progress import make_module


def test_a_letter_lapses_for_those_who_need_it_no_more(
    db: Session, cohort: Cohort, person: Person
) -> None:
    opens = BEGINS + timedelta(days=7)
    plan_releases(db, opens)
    letter = letters(db, person)["module-2"]
    now = letter.due_at
    db.execute(update(Cohort).values(reminders=["day_before"]))
    assert at_sending(db, letter, now) == Lapse(SWITCHED_OFF)
    db.execute(update(Cohort).values(reminders=["release"]))
    db.execute(update(Enrolment).values(state="left"))
    assert at_sending(db, letter, now) == Lapse("They are not in the cohort any more.")
    db.execute(update(Enrolment).values(state="joined"))
    db.execute(update(CourseModule).where(CourseModule.number == 2).values(key="other"))
    assert at_sending(db, letter, now) == Lapse("The course has no such module any more.")
    db.execute(update(CourseModule).where(CourseModule.number == 2).values(key="module-2"))
    assert isinstance(at_sending(db, letter, now), Draft)
    open_step(db, person, 2)
    assert at_sending(db, letter, now) == Lapse("They have opened it already.")
    assert letter.cohort_id == cohort.id


def test_the_letter_of_the_first_day_lapses_when_somebody_has_begun_or_the_day_has_moved(
    db: Session, cohort: Cohort, person: Person
) -> None:
    plan_releases(db, BEGINS)
    letter = letters(db, person)[""]
    cohort.starts_on += timedelta(days=7)
    assert isinstance(at_sending(db, letter, MORNING), Lapse)
    db.execute(update(Cohort).values(starts_on=FIRST_DAY))
    assert isinstance(at_sending(db, letter, MORNING), Draft)
    open_step(db, person, 1)
    assert at_sending(db, letter, MORNING) == Lapse("They have opened it already.")


def test_whoever_has_something_else_to_do_first_hears_nothing(
    db: Session, cohort: Cohort, person: Person
) -> None:
    module(db, 2).needs = ["module-1"]
    ready = make_member(db, cohort)
    open_step(db, ready, 1, done=True)
    opens = BEGINS + timedelta(days=7)
    assert plan_releases(db, opens) == 2
    waits = at_sending(db, letters(db, person)["module-2"], opens + timedelta(hours=8))
    assert waits == Lapse("For this person it opens when they have done other modules.")
    goes = at_sending(db, letters(db, ready)["module-2"], opens + timedelta(hours=8))
    assert isinstance(goes, Draft)
    for reason in (waits.reason, NOT_WANTED, "They have opened it already."):
        db.execute(update(Letter).values(state="lapsed", reason=reason))
        assert plan_releases(db, opens + timedelta(minutes=1)) == 0


def test_a_session_that_moves_away_takes_its_letter_along(
    db: Session, cohort: Cohort, person: Person
) -> None:
    third = module(db, 3)
    start = BEGINS + timedelta(days=20, hours=14)
    gathering = make_gathering(db, cohort, starts_at=start, module_id=third.id)
    keep_session_end(db, cohort_id=cohort.id, module_id=third.id)
    plan_releases(db, gathering.ends_at)
    gathering.starts_at += timedelta(days=1)
    gathering.ends_at += timedelta(days=1)
    db.flush()
    keep_session_end(db, cohort_id=cohort.id, module_id=third.id)
    letter = letters(db, person)["module-3"]
    answer = at_sending(db, letter, start + timedelta(hours=2))
    assert answer == Lapse("It is not open now: its day or its session has moved.")
    db.execute(update(Letter).values(state="lapsed", reason=answer.reason))
    assert plan_releases(db, start + timedelta(hours=2)) == 0
    ends_at = start + timedelta(days=1, hours=1)
    assert plan_releases(db, ends_at) == 1
    assert letters(db, person)["module-3"].due_at == ends_at


def test_planning_and_writing_cost_the_same_for_any_number(
    db: Session, cohort: Cohort, count_statements: CountStatements
) -> None:
    opens = BEGINS + timedelta(days=7)
    for number in (2, 12):
        for _ in range(number):
            more = make_cohort(
                db, edition=make_edition(db), starts_on=FIRST_DAY - timedelta(days=1)
            )
            make_module(db, more.edition_id, 1).opens_days = 8
            make_member(db, more)
            make_member(db, cohort)
        with count_statements() as statements:
            assert plan_releases(db, opens) == number * 2
        assert len(statements) == 2
        found = db.scalars(select(Letter)).all()
        with count_statements() as statements:
            answers = ReleaseKind().prepare(db, found, desk_at(opens))
        assert len(statements) == 4
        assert all(isinstance(answer, Draft) for answer in answers.values())

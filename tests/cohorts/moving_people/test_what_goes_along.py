"""Moving one person to another cohort: what they did goes with them, and nothing shrinks."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.post.models import Letter
from app.progress.actions.complete import mark_step_done
from app.progress.actions.unlock import unlock_module
from app.progress.models import Answer, MoreTime, StepProgress, Unlock
from tests.clock import NOON
from tests.cohorts.moving_people.two_cohorts import LATER, TwoCohorts
from tests.make.progress import Way


def test_what_somebody_did_goes_with_them(db: Session, two: TwoCohorts) -> None:
    before = two.done(db, two.way.cohort)
    assert set(before) >= {"welcome", "check", "act"}
    assert two.move(db)
    assert two.done(db, two.other.cohort) == before
    old, new = two.place(db, two.way.cohort), two.place(db, two.other.cohort)
    assert (old.state, old.moved_to_id, old.left_by_id) == ("left", new.id, two.facilitator.id)
    assert (new.state, new.joined_at, new.standing) == ("joined", LATER, old.standing)
    tries = select(func.count()).where(Answer.enrolment_id == new.id)
    assert db.scalar(tries) == 2
    evidence = db.scalars(
        select(StepProgress.evidence).where(
            StepProgress.enrolment_id == new.id, StepProgress.done_by_rule == "attended"
        )
    ).one()
    assert evidence == {"session": str(two.way.cohort.id)}


def test_a_second_press_moves_nobody_twice(db: Session, two: TwoCohorts) -> None:
    assert [two.move(db), two.move(db)] == [True, False]
    letters = select(func.count()).where(Letter.kind == "moved_person")
    assert db.scalar(letters) == 1


def test_moving_back_loses_nothing(db: Session, two: TwoCohorts) -> None:
    two.move(db)
    place = two.place(db, two.other.cohort)
    there = Way(two.way.person, two.other.cohort, place, two.other.modules, two.other.steps)
    mark_step_done(db, two.way.person, at=there.at("story"), now=LATER)
    db.commit()
    away = two.done(db, two.other.cohort)
    assert two.move(db, back=True)
    assert two.done(db, two.way.cohort) == away
    back = two.place(db, two.way.cohort)
    assert (back.state, back.moved_to_id, back.left_at) == ("joined", None, None)
    assert two.place(db, two.other.cohort).state == "left"


def test_a_step_without_a_counterpart_stays_stored_and_is_there_again(
    db: Session, two: TwoCohorts
) -> None:
    two.other.steps["welcome"].key = "another"
    db.commit()
    before = two.done(db, two.way.cohort)
    two.move(db)
    assert set(two.done(db, two.other.cohort)) == set(before) - {"welcome"}
    two.move(db, back=True)
    assert two.done(db, two.way.cohort) == before


def test_a_module_that_was_opened_early_is_open_there_too(db: Session, two: TwoCohorts) -> None:
    unlock_module(
        db,
        two.facilitator,
        cohort=two.way.cohort,
        module_key="module-1",
        person_id=two.way.person.id,
        now=NOON,
    )
    two.move(db)
    opened = select(Unlock.module_key).where(Unlock.cohort_id == two.other.cohort.id)
    assert db.scalars(opened).all() == ["module-1"]


def test_more_time_is_there_once_after_the_way_back(db: Session, two: TwoCohorts) -> None:
    until = NOON.date() + timedelta(days=20)
    given = {"module_key": "module-1", "until": until, "given_at": NOON}
    db.add(MoreTime(enrolment_id=two.way.enrolment.id, **given))
    db.commit()
    two.move(db)
    two.move(db, back=True)
    for cohort in (two.way.cohort, two.other.cohort):
        own = MoreTime.enrolment_id == two.place(db, cohort).id
        assert db.scalar(select(func.count(MoreTime.id)).where(own)) == 1

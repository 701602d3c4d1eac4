"""Moving a cohort to another edition: what was done goes with it, and nothing shrinks."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.rules import LEFT
from app.kit.db import new_id
from app.progress.actions.answer import Chosen, save_answers
from app.progress.actions.complete import mark_step_done
from app.progress.models import Answer, StepProgress
from app.progress.queries import StepAddress, resume_point, writing_step
from app.syllabus.models import Edition
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.progress import (
    make_edition,
    make_entry,
    make_module,
    make_seat,
    make_way,
)
from tests.progress.moving.cohort_move import LATER, Move, rows


def test_what_was_done_and_seen_goes_to_the_steps_with_the_same_keys(
    db: Session, move: Move
) -> None:
    before = rows(db)
    assert move.to(db).is_new
    page = move.page(db, "welcome")
    assert page.course.module("module-1").done == 2
    assert (page.step.done_at, page.step.done_by_rule) == (NOON, "marked")
    assert move.page(db, "check").step.done_by_rule == "answered"
    act = move.page(db, "act").step
    assert (act.visited_at, act.done_at) == (NOON, None)
    assert move.page(db, "new").step.visited_at is None
    assert before < rows(db)
    edition = db.get_one(Edition, move.edition.id)
    assert edition.frozen_at == LATER


def test_tries_go_along_where_question_and_option_are_still_there(db: Session, move: Move) -> None:
    move.to(db)
    tries = db.execute(
        select(Answer.question_key, Answer.option_key, Answer.right)
        .where(Answer.step_id != move.way.steps["check"].id)
        .order_by(Answer.id)
    ).all()
    assert [tuple(one) for one in tries] == [("first", "fix", True), ("first", "fix", True)]
    page = move.page(db, "check")
    assert page.tried["first"].option_key == "fix"
    assert page.tried["first"].verdict.right


def test_the_way_back_and_forth_never_takes_anything_away(db: Session, move: Move) -> None:
    first = db.get_one(Edition, move.way.cohort.edition_id)
    move.to(db)
    mark_step_done(db, move.way.person, at=move.way.at("act"), now=LATER)
    chosen = Chosen({"first": "fix"}, "first", new_id())
    save_answers(db, move.way.person, at=move.way.at("check"), chosen=chosen, now=LATER)
    db.commit()
    before = rows(db)
    move.to(db, first)
    assert before < rows(db)
    assert move.page(db, "story").step.is_done
    assert move.page(db, "welcome").step.done_at == NOON
    assert move.page(db, "act").step.done_at == LATER
    tries = select(func.count()).where(Answer.step_id == move.way.steps["check"].id)
    assert db.scalar(tries) == 7
    before = rows(db)
    move.to(db)
    assert before <= rows(db)
    assert move.page(db, "act").step.done_at == LATER


def test_what_one_edition_lacks_is_done_again_in_the_next_that_has_it(
    db: Session, move: Move
) -> None:
    third = make_edition(db)
    make_module(db, third.id)
    move.to(db)
    before = rows(db)
    move.to(db, third)
    assert before < rows(db)
    for key in ("welcome", "story", "check"):
        assert move.page(db, key).step.done_at == NOON
    tries = select(func.count()).where(Answer.step_id == move.page(db, "check").step.id)
    assert db.scalar(tries) == 6
    assert move.page(db, "check").tried["first"].option_key == "fix"


def test_everybody_in_the_cohort_is_carried_and_nobody_elses_rows_are(
    db: Session, move: Move
) -> None:
    gone = make_seat(db, move.way.cohort, make_person(db), state=LEFT)
    other = make_way(db)
    other.cohort.edition_id = move.way.cohort.edition_id
    for seat in (gone, other.enrolment):
        step = StepAddress(seat.id, "module-1", "welcome")
        mark_step_done(db, move.lead, at=step, now=NOON, entry=make_entry(move.lead))
    db.commit()
    move.to(db)
    done = select(func.count()).where(StepProgress.done_at.is_not(None))
    assert db.scalar(done.where(StepProgress.enrolment_id == gone.id)) == 2
    assert db.scalar(done.where(StepProgress.enrolment_id == other.enrolment.id)) == 1


def test_a_page_that_was_open_before_the_move_still_leads_on(db: Session, move: Move) -> None:
    old = move.way.steps["reflect"].id
    move.to(db)
    found = writing_step(db, move.way.person.id, old, move.way.cohort.slug, now=LATER)
    assert found is not None
    assert found.step_id != old
    assert found.step_key == "reflect"
    assert (
        resume_point(db, [move.way.enrolment.id], now=LATER)[move.way.enrolment.id].step_key
        == "act"
    )

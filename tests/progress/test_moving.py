"""Moving a cohort to another edition: what was done goes with it, and nothing shrinks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.rules import LEFT
from app.kit.db import new_id
from app.people.models import Person
from app.progress.actions.answer import Chosen, save_answers
from app.progress.actions.complete import mark_step_done
from app.progress.actions.move import Moved, move_cohort
from app.progress.actions.visit import open_step
from app.progress.errors import EditionUnknown
from app.progress.models import Answer, CohortMove, StepProgress
from app.progress.queries import StepAddress, StepPage, resume_point, step_page, writing_step
from app.syllabus.models import Edition, FrameworkEdition
from app.wiring import Platform
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.people import make_person
from tests.make.progress import (
    PROMPT,
    QUESTIONS,
    Way,
    make_edition,
    make_entry,
    make_module,
    make_seat,
    make_way,
)
from tests.progress.parallel import all_at_once

LATER = NOON + timedelta(days=3)
# The first question has lost an option and judges the other anew; the second is gone.
NEW_QUESTIONS: list[dict[str, Any]] = [
    {**QUESTIONS[0], "options": [{**QUESTIONS[0]["options"][1], "right": True}]},
    {**QUESTIONS[1], "key": "third"},
]


@dataclass(frozen=True)
class Move:
    """A person in a cohort with much done, and an edition to move to, made by a lead."""

    way: Way
    edition: Edition
    lead: Person

    def to(self, db: Session, edition: Edition | None = None, framework: str = "") -> Moved:
        """Move the cohort."""
        moved = move_cohort(
            db,
            self.lead,
            cohort=self.way.cohort,
            edition_key=(edition or self.edition).key,
            framework_key=framework,
            now=LATER,
        )
        db.commit()
        return moved

    def page(self, db: Session, key: str) -> StepPage:
        """A step as the person has it now."""
        return step_page(db, self.way.at(key), now=LATER)


@pytest.fixture
def move(db: Session) -> Move:
    """The new edition has no story, a new step, and other questions."""
    way = make_way(db)
    edition = make_edition(db)
    steps: list[tuple[str, str, int, dict[str, Any]]] = [
        ("act", "activity", 20, {"done_when": "You asked."}),
        ("new", "read", 5, {}),
        ("check", "knowledge_check", 5, {"questions": NEW_QUESTIONS}),
        ("welcome", "read", 5, {}),
        ("reflect", "reflection", 5, {"prompt": PROMPT}),
    ]
    make_module(db, edition.id, 1, steps)
    for key in ("welcome", "story"):
        mark_step_done(db, way.person, at=way.at(key), now=NOON)
    open_step(db, way.person, at=way.at("act"), now=NOON)
    for option in ("fix", "listen", "fix"):
        chosen = Chosen({"first": option, "second": "all"}, key=new_id())
        save_answers(db, way.person, at=way.at("check"), chosen=chosen, now=NOON)
    lead = make_person(db)
    db.commit()
    return Move(way, edition, lead)


def rows(db: Session) -> set[tuple[Any, ...]]:
    """Every step that was seen, every one that was done, and every try there is."""
    of = (StepProgress.enrolment_id, StepProgress.step_id)
    found = [
        select(*of),
        select(*of, StepProgress.done_at).where(StepProgress.done_at.is_not(None)),
        select(Answer.enrolment_id, Answer.step_id, Answer.question_key, Answer.request_key),
    ]
    return {tuple(row) for statement in found for row in db.execute(statement)}


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


def test_a_second_click_is_harmless_and_the_move_is_on_record_once(db: Session, move: Move) -> None:
    first = move.way.cohort.edition_id
    assert move.to(db).is_new
    after = rows(db)
    assert not move.to(db).is_new
    assert rows(db) == after
    record = db.scalars(select(CohortMove)).one()
    assert (record.from_edition_id, record.to_edition_id) == (first, move.edition.id)
    assert (record.moved_at, record.moved_by_id) == (LATER, move.lead.id)


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


def test_only_the_framework_may_change_too(db: Session, move: Move) -> None:
    framework = FrameworkEdition(
        key="2021", title="T", source="s", source_short="S", dated="2021", position=1
    )
    db.add(framework)
    db.flush()
    before = rows(db)
    same = db.get_one(Edition, move.way.cohort.edition_id)
    moved = move.to(db, same, "2021")
    assert moved.is_new
    assert moved.framework is framework
    assert move.way.cohort.framework_id == framework.id
    assert rows(db) == before
    record = db.scalars(select(CohortMove)).one()
    assert (record.from_framework_id, record.to_framework_id) == (None, framework.id)


def test_an_edition_takes_its_own_framework_along_unless_another_is_chosen(
    db: Session, move: Move
) -> None:
    framework = FrameworkEdition(
        key="2021", title="T", source="s", source_short="S", dated="2021", position=1
    )
    db.add(framework)
    db.flush()
    move.edition.framework_id = framework.id
    db.commit()
    assert move.to(db).framework is framework


@pytest.mark.parametrize(("edition", "framework"), [("nothing", ""), ("", "nothing")])
def test_what_was_never_loaded_cannot_be_moved_to(
    db: Session, move: Move, edition: str, framework: str
) -> None:
    with pytest.raises(EditionUnknown):
        move_cohort(
            db,
            move.lead,
            cohort=move.way.cohort,
            edition_key=edition or move.edition.key,
            framework_key=framework,
            now=LATER,
        )
    assert list(db.scalars(select(CohortMove))) == []


def test_a_move_costs_the_same_however_much_was_done(
    db: Session, move: Move, count_statements: CountStatements
) -> None:
    for _ in range(20):
        seat = make_seat(db, move.way.cohort, make_person(db))
        step = StepAddress(seat.id, "module-1", "welcome")
        mark_step_done(db, move.lead, at=step, now=NOON, entry=make_entry(move.lead))
    db.commit()
    with count_statements() as sent:
        move.to(db)
    assert len(sent) <= 9, sent


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


def test_nothing_written_while_the_cohort_moves_is_left_behind(
    platform: Platform, db: Session, move: Move
) -> None:
    ways = [
        Way(person, move.way.cohort, make_seat(db, move.way.cohort, person), move.way.modules, {})
        for person in (make_person(db) for _ in range(40))
    ]
    db.commit()

    def moving(db: Session) -> object:
        return move_cohort(
            db,
            move.lead,
            cohort=move.way.cohort,
            edition_key=move.edition.key,
            framework_key=None,
            now=LATER,
        )

    def marking(way: Way) -> Any:
        return lambda db: mark_step_done(db, way.person, at=way.at("welcome"), now=NOON)

    calls = [marking(way) for way in ways]
    calls[13:13] = [moving] * 3
    all_at_once(platform, calls)
    db.expire_all()
    for way in ways:
        assert step_page(db, way.at("welcome"), now=LATER).step.done_at == NOON
    assert len(list(db.scalars(select(CohortMove)))) == 1

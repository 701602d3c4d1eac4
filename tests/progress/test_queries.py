"""Where people carry on across their cohorts, and how many did each step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR, JOINED, LEFT
from app.kit.db import new_id
from app.progress import rules
from app.progress.actions.record import complete, note_visit
from app.progress.queries import (
    module_page,
    resume_point,
    steps_done_counts,
    writing_step,
)
from app.progress.queries.courses import course_of
from app.progress.queries.on_way import StepOnWay
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.people import make_person
from tests.make.progress import Way, make_seat, make_way


def done(db: Session, way: Way, key: str) -> None:
    step = way.steps[key]
    rule = rules.RULES[rules.MARKED]
    complete(db, way.enrolment.id, step.id, rule=rule, evidence=rules.SAID_DONE, now=NOON)


def all_steps(db: Session, way: Way) -> Sequence[StepOnWay]:
    return [
        step
        for module in course_of(db, way.enrolment.id, now=NOON).modules
        for step in module.steps
    ]


def test_a_new_person_begins_with_the_first_step_of_the_first_module(db: Session) -> None:
    way = make_way(db, modules=3)
    point = resume_point(db, [way.enrolment.id], now=NOON)[way.enrolment.id]
    assert (point.module_title, point.step_title) == ("Module title 1", "Step welcome")
    assert (point.done, point.total) == (0, 5)
    assert (point.course_done, point.course_total) == (0, 15)
    assert not point.has_begun
    assert not point.is_finished


@pytest.mark.parametrize("seed", range(12))
def test_the_home_page_and_the_module_page_agree_where_to_carry_on(db: Session, seed: int) -> None:
    dice = Random(seed)
    way = make_way(db, modules=3)
    for step in all_steps(db, way):
        if dice.random() < 0.4:
            when = NOON + timedelta(minutes=dice.randrange(4))
            note_visit(db, way.enrolment.id, step.id, now=when)
        if dice.random() < 0.5 + seed / 20:
            rule = rules.RULES[rules.MARKED]
            complete(db, way.enrolment.id, step.id, rule=rule, evidence={}, now=NOON)
    steps = all_steps(db, way)
    expected = rules.resume(steps)
    point = resume_point(db, [way.enrolment.id], now=NOON)[way.enrolment.id]
    assert point.course_done == sum(step.done_at is not None for step in steps)
    if expected is None:
        assert point.is_finished
    else:
        found = module_page(db, way.enrolment.id, point.module_key, now=NOON).module
        assert found.around(point.step_key)[1]
        assert expected in found.steps
        assert expected.key == point.step_key
        assert (point.done, point.total) == (found.done, len(found.steps))


def test_when_all_is_done_the_point_says_so(db: Session) -> None:
    way = make_way(db)
    for key in way.steps:
        done(db, way, key)
    point = resume_point(db, [way.enrolment.id], now=NOON)[way.enrolment.id]
    assert point.is_finished
    assert (point.done, point.total) == (5, 5)


def test_many_cohorts_cost_one_statement(db: Session, count_statements: CountStatements) -> None:
    first = make_way(db, modules=2)
    others = [make_way(db, person=first.person) for _ in range(4)]
    ids = [way.enrolment.id for way in (first, *others)]
    with count_statements() as sent:
        points = resume_point(db, ids, now=NOON)
    assert len(sent) == 1
    assert {point.slug for point in points.values()} == {
        way.cohort.slug for way in (first, *others)
    }
    with count_statements() as none:
        assert resume_point(db, [], now=NOON) == {}
    assert none == []


def test_counts_are_of_joined_participants_and_say_how_many_there_are(
    db: Session, count_statements: CountStatements
) -> None:
    way = make_way(db)
    done(db, way, "welcome")
    rule = rules.RULES[rules.MARKED]
    for role, state in (("participant", JOINED), (FACILITATOR, JOINED), ("participant", LEFT)):
        seat = make_seat(db, way.cohort, make_person(db), role=role, state=state)
        note_visit(db, seat.id, way.steps["story"].id, now=NOON)
        complete(db, seat.id, way.steps["welcome"].id, rule=rule, evidence={}, now=NOON)
    with count_statements() as sent:
        counts = steps_done_counts(db, way.cohort.id)
    assert len(sent) == 1
    assert [(one.step_key, one.done, one.people) for one in counts] == [
        ("welcome", 2, 2),
        ("story", 0, 2),
        ("check", 0, 2),
        ("reflect", 0, 2),
        ("act", 0, 2),
    ]
    assert not any(hasattr(one, "person_id") for one in counts)


def test_an_empty_cohort_has_counts_of_nobody(db: Session) -> None:
    way = make_way(db, state=LEFT)
    assert {(one.done, one.people) for one in steps_done_counts(db, way.cohort.id)} == {(0, 0)}


def test_writing_begins_only_from_a_step_of_a_cohort_one_joined(db: Session) -> None:
    way, other = make_way(db), make_way(db)
    mine = writing_step(db, way.person.id, way.steps["reflect"].id, way.cohort.slug, now=NOON)
    assert mine is not None
    assert mine.prompt == "Think of a day that went well. What made it good?"
    assert (mine.enrolment_id, mine.slug) == (way.enrolment.id, way.cohort.slug)
    assert writing_step(db, way.person.id, way.steps["reflect"].id, "another", now=NOON) == mine
    assert writing_step(db, way.person.id, other.steps["reflect"].id, now=NOON) is None
    assert writing_step(db, way.person.id, new_id(), now=NOON) is None
    invited = make_way(db, person=way.person, state="invited")
    assert writing_step(db, way.person.id, invited.steps["reflect"].id, now=NOON) is None

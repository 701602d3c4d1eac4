"""When a step is done, and where a person carries on: the rules on their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.progress import rules
from app.syllabus.rules.content import KINDS
from tests.clock import NOON


@dataclass(frozen=True)
class Stop:
    """A step on a way, for tests."""

    minutes: int = 5
    visited_at: datetime | None = None
    done_at: datetime | None = None
    is_open: bool = True


@dataclass(frozen=True)
class Course:
    """A person's way through one course, for tests."""

    is_finished: bool = False
    is_waiting: bool = False
    visited_at: datetime | None = None


def later(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def test_every_kind_of_step_that_can_be_written_can_become_done() -> None:
    assert set(rules.DONE_BY) == set(KINDS) == set(rules.KINDS)
    assert all(rules.DONE_BY[kind] for kind in KINDS)


def test_a_rule_beside_those_of_its_kind_makes_a_step_done_where_the_course_says_so() -> None:
    assert rules.rule_for("activity", rules.ATTENDED) is None
    assert rules.rule_for("activity", rules.ATTENDED, ["attended"]) == rules.Rule("attended", 1)
    assert rules.rule_for("read", rules.READ, ["read"]) == rules.Rule("read", 1)
    assert rules.rule_for("read", rules.MARKED, ["read"]) == rules.Rule("marked", 1)


@pytest.mark.parametrize("kind", ["read", "watch", "case_study", "activity", "poll", "unheard-of"])
def test_most_steps_are_done_when_the_person_says_so(kind: str) -> None:
    assert rules.rule_for(kind, rules.MARKED) == rules.Rule("marked", 1)
    assert rules.rule_for(kind, rules.WROTE) is None


def test_a_check_is_done_by_answering_and_never_by_saying_so() -> None:
    assert rules.rule_for("knowledge_check", rules.MARKED) is None
    assert rules.rule_for("knowledge_check", rules.ANSWERED) == rules.Rule("answered", 1)


def test_a_reflection_is_done_by_writing_or_by_saying_that_it_happened_elsewhere() -> None:
    assert rules.rule_for("reflection", rules.WROTE) == rules.Rule("wrote", 1)
    assert rules.rule_for("reflection", rules.MARKED) == rules.Rule("marked", 1)
    assert rules.evidence_of_mark("reflection") != rules.evidence_of_mark("read")


def test_a_check_is_answered_when_each_question_was_tried_right_or_wrong() -> None:
    assert rules.is_answered(["a", "b"], ["b", "a", "a", "gone"])
    assert not rules.is_answered(["a", "b"], ["a"])
    assert not rules.is_answered([], ["a"])


def test_the_same_option_is_a_new_try_only_when_it_was_sent_to_be_checked() -> None:
    assert rules.is_new_try("a", latest=None, is_asked_for=False)
    assert rules.is_new_try("b", latest="a", is_asked_for=False)
    assert rules.is_new_try("a", latest="a", is_asked_for=True)
    assert not rules.is_new_try("a", latest="a", is_asked_for=False)


def test_a_person_carries_on_at_the_step_they_opened_last_if_it_is_not_done() -> None:
    stops = [
        Stop(visited_at=later(1), done_at=later(2)),
        Stop(visited_at=later(3)),
        Stop(visited_at=later(5)),
        Stop(visited_at=later(9), done_at=later(9)),
        Stop(),
    ]
    assert rules.resume(stops) is stops[2]


def test_a_person_who_finished_all_they_opened_carries_on_at_the_first_step_to_do() -> None:
    stops = [Stop(visited_at=later(1), done_at=later(2)), Stop(), Stop()]
    assert rules.resume(stops) is stops[1]


def test_there_is_nowhere_to_carry_on_when_all_is_done() -> None:
    assert rules.resume([Stop(done_at=NOON), Stop(done_at=NOON)]) is None
    assert rules.resume([]) is None


def test_of_several_courses_a_person_carries_on_with_the_one_visited_last() -> None:
    courses = [Course(), Course(visited_at=later(1)), Course(visited_at=later(5))]
    assert rules.carry_on(courses) is courses[2]
    assert rules.carry_on(courses[:1] * 2) is courses[0]
    assert rules.carry_on([]) is None


def test_a_finished_course_gives_way_to_one_that_is_not() -> None:
    done = Course(is_finished=True, visited_at=later(9))
    other = Course()
    assert rules.carry_on([done, other]) is other
    assert rules.carry_on([done]) is done


def test_a_course_with_something_to_do_goes_before_one_that_waits() -> None:
    waiting = Course(is_waiting=True, visited_at=later(9))
    other = Course(visited_at=later(1))
    finished = Course(is_finished=True, visited_at=later(20))
    assert rules.carry_on([finished, waiting, other]) is other
    assert rules.carry_on([finished, waiting]) is waiting


def test_a_step_that_is_not_open_is_passed_over() -> None:
    stops = [Stop(done_at=NOON), Stop(is_open=False, visited_at=later(3)), Stop()]
    assert rules.resume(stops) is stops[2]
    assert rules.resume(stops[:2]) is None


moments = st.none() | st.integers(0, 5).map(later)
ways = st.lists(st.builds(Stop, st.integers(1, 30), moments, moments, st.booleans()), max_size=9)


@given(ways)
def test_carrying_on_never_points_at_a_done_step_and_always_points_at_an_open_one(
    stops: list[Stop],
) -> None:
    found = rules.resume(stops)
    if found is None:
        assert all(stop.done_at or not stop.is_open for stop in stops)
    else:
        assert found.done_at is None
        assert found.is_open
    assert rules.minutes_left(stops) == sum(s.minutes for s in stops if not s.done_at)

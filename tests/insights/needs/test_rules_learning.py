"""Rules about people on their way through the course: who should be there, and who should not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.insights.rules.needs.facts import Came
from app.progress.rules import Opening
from app.progress.rules.done import DoneModules
from tests.clock import NOON
from tests.insights.needs.people import (
    days,
    door,
    found,
    group,
    someone,
    with_happening,
    words,
)

OVER = group(next_at=None, last_ended_at=NOON - days(60))
AHEAD = group(starts_on=date(2027, 1, 21))
NOTHING = DoneModules()
FRIDAY = NOON + days(2)
BOTH = (door(1), door(2, meets_at=FRIDAY))


def test_joined_and_nothing_opened_for_five_days() -> None:
    assert words("never", someone(way=NOTHING)) == ["has not opened anything of the course yet"]


def test_the_next_session_is_said_when_it_is_near() -> None:
    near = group(next_at=FRIDAY)
    assert words("never", someone(way=NOTHING, joined_at=NOON - days(1)), near) == [
        "has not opened anything of the course yet; the next session is on Friday"
    ]


@pytest.mark.parametrize(("channel", "how"), [("call", "by phone"), ("post", "on paper")])
def test_who_takes_part_without_a_computer_is_there_like_everyone(channel: str, how: str) -> None:
    assert words("never", someone(way=NOTHING, channel=channel)) == [
        f"takes part {how}, and nothing is noted of the course yet"
    ]


@pytest.mark.parametrize("state", ["invited", "left", "declined", "asked", "withdrawn"])
def test_who_is_not_in_the_cohort_has_nothing_to_begin(state: str) -> None:
    assert words("never", someone(way=NOTHING, state=state)) == []


def test_nothing_is_late_before_it_began_after_it_is_over_or_in_the_first_days() -> None:
    assert words("never", someone(way=NOTHING), AHEAD) == []
    assert words("never", someone(way=NOTHING), OVER) == []
    assert words("never", someone(way=NOTHING, joined_at=NOON - days(4))) == []
    assert words("never", someone()) == []


def test_a_module_that_they_have_not_opened_before_its_session() -> None:
    assert words("unopened", someone(), group(*BOTH)) == [
        "has not opened module 2, and its session is on Friday"
    ]


def test_not_one_that_they_opened_or_that_is_far_away_or_has_been() -> None:
    opened = someone(way=DoneModules(frozenset({"module-1", "module-2"})))
    assert words("unopened", opened, group(*BOTH)) == []
    for moment in (NOON + days(5), NOON - days(1), None):
        assert words("unopened", someone(), group(door(1), door(2, meets_at=moment))) == []


def test_not_one_that_is_closed_to_them() -> None:
    later = door(2, meets_at=FRIDAY, opening=Opening(days=60))
    assert words("unopened", someone(), group(door(1), later)) == []
    after = door(2, meets_at=FRIDAY, opening=Opening(needs=("module-1",)))
    assert words("unopened", someone(), group(door(1), after)) == []
    done = someone(way=DoneModules(frozenset({"module-1"}), frozenset({"module-1"})))
    assert words("unopened", done, group(door(1), after))
    early = someone(way=DoneModules(frozenset({"module-1"}), unlocked=frozenset({"module-2"})))
    assert words("unopened", early, group(door(1), later))


def test_a_session_at_night_is_near_by_the_cohorts_own_calendar() -> None:
    # Half past midnight in London on the fifth day, which in UTC is still the fourth.
    summer = datetime(2027, 6, 2, 12, tzinfo=UTC)
    night = datetime(2027, 6, 6, 23, 30, tzinfo=UTC)
    assert words("unopened", someone(), group(door(1), door(2, meets_at=night)), summer) == []
    there = group(door(1), door(2, meets_at=night), zone="Atlantic/Azores")
    assert words("unopened", someone(), there, summer)


def test_a_moved_session_is_the_same_reason_and_another_session_a_new_one() -> None:
    first = found("unopened", someone(), group(*BOTH))[0].occurrence
    moved = group(door(1), door(2, meets_at=FRIDAY + days(1)))
    assert found("unopened", someone(), moved)[0].occurrence == first
    other = replace(door(2, meets_at=FRIDAY), meets_id=moved.id)
    assert found("unopened", someone(), group(door(1), other))[0].occurrence != first


def test_quiet_for_three_weeks_after_having_been_active() -> None:
    one = someone(way=DoneModules(frozenset({"module-1"}), last_at=NOON - days(21)))
    assert words("quiet", one) == ["has been quiet since Wednesday 30 December 2026"]


def test_whoever_came_to_a_session_since_or_is_done_with_all_is_not_quiet() -> None:
    old = DoneModules(frozenset({"module-1"}), last_at=NOON - days(40))
    assert words("quiet", someone(way=old, came=Came(1, NOON - days(5)))) == []
    done = replace(old, finished=frozenset({"module-1"}))
    assert words("quiet", someone(way=done)) == []
    assert words("quiet", someone(way=old, state="left")) == []
    assert words("quiet", someone(way=old), OVER) == []
    assert words("quiet", someone(way=NOTHING)) == []


def test_who_was_active_again_and_went_quiet_again_is_a_new_reason() -> None:
    first, again = (
        found(
            "quiet", someone(way=DoneModules(frozenset({"module-1"}), last_at=NOON - days(number)))
        )
        for number in (60, 30)
    )
    assert first[0].occurrence != again[0].occurrence


def test_who_came_back_to_a_page_on_another_day_without_finishing_it_is_stuck() -> None:
    one = with_happening("stuck", NOON - days(5), until=NOON - days(1))
    assert words("stuck", one) == ["came back to “A walk” and has not finished it"]


def test_who_opened_a_page_today_is_not_stuck() -> None:
    assert words("stuck", with_happening("stuck", NOON - days(2), until=NOON)) == []
    went_on = with_happening("stuck", NOON - days(9), until=NOON - days(2))
    assert words("stuck", went_on) == []
    gone = with_happening("stuck", NOON - days(9), until=NOON - days(2), state="left")
    assert words("stuck", gone) == []


def test_a_catch_up_task_is_told_of_after_a_week() -> None:
    assert words("catch_up", with_happening("catch_up", NOON - days(7))) == [
        "has something to catch up on from “A walk”"
    ]
    assert words("catch_up", with_happening("catch_up", NOON - days(6))) == []
    assert words("catch_up", with_happening("catch_up", NOON - days(70)), OVER) == []


def test_who_was_missed_is_looked_after_on_the_page_of_people_to_ring() -> None:
    owner = group().id
    one = with_happening("missed", NOON - days(1), owner_id=owner, until=NOON + days(3))
    reason = found("missed", one)[0]
    assert reason.words == "was missed at “A walk” (Tuesday 19 January)"
    assert (reason.owner_id, reason.rests_until) == (owner, NOON + days(3))

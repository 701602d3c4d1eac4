"""When modules and steps open: the rules on their own, one by one, and calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.kit.times import start_of
from app.progress.rules import OPEN, Locked, Opening, Standpoint, release
from tests.clock import NOON
from tests.progress.courses import LONDON, Module, Step, at, states


def words(module: Module, *others: Module, now: datetime = NOON) -> str:
    door = release.of_module(module, (module, *others), at(now))
    return door.words if isinstance(door, Locked) else "open"


def test_a_module_without_an_opening_is_open_at_once() -> None:
    assert release.of_module(Module("a"), (), at(datetime(2020, 1, 1, tzinfo=UTC))) == OPEN


def test_days_count_from_the_first_day_and_end_at_midnight_in_the_cohorts_zone() -> None:
    module = Module("a", opening=Opening(days=14))
    midnight = datetime(2026, 12, 14, tzinfo=UTC)
    assert words(module, now=midnight) == "open"
    before = midnight - timedelta(seconds=1)
    assert words(module, now=before) == "Opens on Monday 14 December 2026 (UK time)"


@pytest.mark.parametrize(
    ("first", "days", "moment"),
    [
        # The clocks go forward on 28 March 2027 and back on 31 October 2027.
        (date(2027, 3, 26), 1, datetime(2027, 3, 27, 0, tzinfo=UTC)),
        (date(2027, 3, 26), 2, datetime(2027, 3, 28, 0, tzinfo=UTC)),
        (date(2027, 3, 26), 3, datetime(2027, 3, 28, 23, tzinfo=UTC)),
        (date(2027, 10, 30), 1, datetime(2027, 10, 30, 23, tzinfo=UTC)),
        (date(2027, 10, 30), 2, datetime(2027, 11, 1, 0, tzinfo=UTC)),
    ],
)
def test_midnight_is_right_across_both_clock_changes(
    first: date, days: int, moment: datetime
) -> None:
    module = Module("a", opening=Opening(days=days))
    seen_from = Standpoint(moment - timedelta(seconds=1), first, LONDON)
    door = release.of_module(module, (), seen_from)
    assert isinstance(door, Locked)
    assert door.opens_at == moment
    assert release.of_module(module, (), replace(seen_from, now=moment)).is_open


@pytest.mark.parametrize(
    "zone", [LONDON, "Africa/Cairo", "America/Santiago", "America/Havana", "Asia/Beirut"]
)
def test_a_day_begins_with_its_first_moment_even_where_the_clocks_skip_midnight(zone: str) -> None:
    for number in range(2 * 366):
        day = date(2026, 1, 1) + timedelta(days=number)
        begins = start_of(day, zone)
        assert begins.astimezone(ZoneInfo(zone)).date() == day
        assert (begins - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date() < day


def test_after_the_session_says_when_or_that_there_is_no_date_yet() -> None:
    ends = datetime(2027, 3, 2, 15, tzinfo=UTC)
    module = Module("a", opening=Opening(after_session=True))
    assert words(module) == "Opens after the session on this module; no date yet"
    planned = replace(module, session_ends_at=ends)
    said = "Opens after the session on this module, on Tuesday 2 March 2027 at 3pm (UK time)"
    assert words(planned) == said
    assert words(planned, now=ends) == "open"


def test_what_is_to_be_done_first_is_named() -> None:
    third = Module("c", number=3)
    fourth = replace(Module("d", number=4), steps=(Step("x", is_done=True), Step("y")))
    module = Module("e", number=5, opening=Opening(needs=("c", "d")))
    assert words(module, third, fourth) == (
        "Opens when you have done module 3: Listening, and module 4: Listening"
    )
    done = replace(third, steps=(Step("only", is_done=True),))
    assert words(module, done, fourth) == "Opens when you have done module 4: Listening"
    assert words(replace(module, opening=Opening(needs=("c",))), done) == "open"


def test_a_title_with_a_mark_of_its_own_gets_no_second_one() -> None:
    door = Locked(("when you have done module 1: What makes people well?",), None)
    assert door.sentence == "Opens when you have done module 1: What makes people well?"


def test_several_reasons_are_all_told_and_a_day_is_named_only_when_it_is_known() -> None:
    module = Module("b", opening=Opening(days=200, after_session=True, needs=("a",)))
    door = release.of_module(module, (Module("a", number=1), module), at(NOON))
    assert isinstance(door, Locked)
    assert door.opens_at is None
    assert door.words == (
        "Opens on Friday 18 June 2027 (UK time), and when you have done module 1: Listening, "
        "and after the session on this module; no date yet"
    )
    ends = datetime(2028, 1, 1, tzinfo=UTC)
    dated = replace(module, opening=Opening(days=200, after_session=True), session_ends_at=ends)
    later = release.of_module(dated, (dated,), at(NOON))
    assert isinstance(later, Locked)
    assert later.opens_at == ends


def test_a_step_waits_for_its_module_and_for_what_it_needs_itself() -> None:
    steps = (Step("one"), Step("two", Opening(needs=("one",))))
    module = Module("a", opening=Opening(after_session=True), steps=steps)
    found = states((module,), at(NOON))
    assert found["a", "one"] is found["a", ""]
    two = found["a", "two"]
    assert isinstance(two, Locked)
    assert two.words == (
        "Opens when you have done “Title of one”, and after the session on this module; no date yet"
    )
    begun = replace(module, steps=(replace(steps[0], is_seen=True, is_done=True), steps[1]))
    assert all(door.is_open for door in states((begun,), at(NOON)).values())


def test_what_a_facilitator_opened_is_open_with_all_its_steps() -> None:
    steps = (Step("one"), Step("two", Opening(days=500)))
    module = Module("a", opening=Opening(days=500), is_unlocked=True, steps=steps)
    assert set(states((module,), at(NOON)).values()) == {OPEN}


def test_nothing_is_locked_to_those_who_prepare_the_sessions() -> None:
    module = Module("a", opening=Opening(days=500), steps=(Step("one", Opening(days=600)),))
    assert set(states((module,), at(NOON, always=True)).values()) == {OPEN}

"""When modules and steps open: the rules on their own, with made-up courses and calendars."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.times import start_of
from app.progress.rules import AT_ONCE, OPEN, Locked, Opening, Release, Standpoint, release
from tests.clock import NOON

LONDON = "Europe/London"
FIRST_DAY = date(2026, 11, 30)


@dataclass(frozen=True)
class Step:
    """A step, as far as its opening goes."""

    key: str
    opening: Opening = AT_ONCE
    is_seen: bool = False
    is_done: bool = False

    @property
    def title(self) -> str:
        """What people read."""
        return f"Title of {self.key}"


@dataclass(frozen=True)
class Module:
    """A module, as far as its opening goes."""

    key: str
    number: int = 1
    opening: Opening = AT_ONCE
    session_ends_at: datetime | None = None
    is_unlocked: bool = False
    steps: tuple[Step, ...] = (Step("only"),)

    title = "Listening"

    @property
    def is_seen(self) -> bool:
        """Whether any step was opened."""
        return any(step.is_seen for step in self.steps)

    @property
    def is_done(self) -> bool:
        """Whether every step is done."""
        return all(step.is_done for step in self.steps)


Course = tuple[Module, ...]


def at(now: datetime, zone: str = LONDON, *, always: bool = False) -> Standpoint:
    return Standpoint(now, FIRST_DAY, zone, is_always_open=always)


def states(course: Course, seen_from: Standpoint) -> dict[tuple[str, str], Release]:
    """What is open and what is not, by module and step; the module itself has no step."""
    found: dict[tuple[str, str], Release] = {}
    for module in course:
        door = release.of_module(module, course, seen_from)
        found[module.key, ""] = door
        for step in module.steps:
            found[module.key, step.key] = release.of_step(
                step, module.steps, module=module, module_release=door, at=seen_from
            )
    return found


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


# Made-up courses: three modules of three steps, with any openings and any progress.
keys = ("a", "b", "c")
moments = st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)
openings = st.builds(
    Opening,
    days=st.none() | st.integers(1, 700),
    after_session=st.booleans(),
    needs=st.sets(st.sampled_from(keys), max_size=2).map(tuple),
)
progress = st.sampled_from([(False, False), (True, False), (True, True)])


def steps(key: str) -> st.SearchStrategy[Step]:
    return st.builds(
        lambda opening, have: Step(key, opening, is_seen=have[0], is_done=have[1]),
        openings,
        progress,
    )


def modules(number: int) -> st.SearchStrategy[Module]:
    return st.builds(
        Module,
        key=st.just(keys[number]),
        number=st.just(number + 1),
        opening=openings,
        session_ends_at=st.none() | moments,
        is_unlocked=st.booleans(),
        steps=st.tuples(*(steps(key) for key in keys)),
    )


courses = st.tuples(*(modules(number) for number in range(3)))
zones = st.sampled_from([LONDON, "Africa/Cairo", "America/Santiago", "Pacific/Auckland"])


def is_kept(course: Course, was: Standpoint, changed: Course, now: Standpoint) -> bool:
    """Whether all that was open is open afterwards."""
    before, after = states(course, was), states(changed, now)
    return all(after[place].is_open for place, door in before.items() if door.is_open)


@given(courses, moments, moments, zones)
def test_nothing_locks_again_as_time_passes(
    course: Course, one: datetime, other: datetime, zone: str
) -> None:
    earlier, later = sorted((one, other))
    assert is_kept(course, at(earlier, zone), course, at(later, zone))


@given(courses, moments, zones, st.data())
def test_nothing_locks_again_as_more_is_done(
    course: Course, now: datetime, zone: str, data: st.DataObject
) -> None:
    found = states(course, at(now, zone))
    done = []
    for module in course:
        chosen = tuple(
            replace(step, is_seen=True, is_done=True)
            if found[module.key, step.key].is_open and data.draw(st.booleans())
            else step
            for step in module.steps
        )
        done.append(replace(module, steps=chosen))
    assert is_kept(course, at(now, zone), tuple(done), at(now, zone))


@given(courses, courses, moments, zones)
def test_what_was_seen_stays_open_whatever_becomes_of_sessions_openings_and_clocks(
    course: Course, other: Course, now: datetime, zone: str
) -> None:
    """The other course stands for any change: a session moved, a rule changed, an order turned."""
    changed = tuple(
        replace(
            new,
            is_unlocked=False,
            steps=tuple(
                replace(written, is_seen=step.is_seen, is_done=step.is_done)
                for written, step in zip(new.steps, old.steps, strict=True)
            )[::-1],
        )
        for new, old in zip(other, course, strict=True)
    )[::-1]
    found = states(changed, at(now, zone))
    for module in course:
        for step in module.steps:
            if step.is_seen:
                assert found[module.key, step.key].is_open
                assert found[module.key, ""].is_open


@given(courses, moments, zones)
def test_every_lock_says_why_and_until_when_if_that_is_known(
    course: Course, now: datetime, zone: str
) -> None:
    for door in states(course, at(now, zone)).values():
        if isinstance(door, Locked):
            assert door.reasons
            assert all(reason.strip() for reason in door.reasons)
            assert len(set(door.reasons)) == len(door.reasons)
            assert door.words.startswith("Opens ")
            assert door.sentence == f"{door.words}."
            assert "no date yet" not in door.words[: -len("no date yet")]
            assert door.opens_at is None or door.opens_at > now


@given(courses, moments, zones)
def test_a_lock_with_a_day_is_open_on_that_day(course: Course, now: datetime, zone: str) -> None:
    for place, door in states(course, at(now, zone)).items():
        if isinstance(door, Locked) and door.opens_at is not None:
            moment = door.opens_at
            assert states(course, at(moment, zone))[place].is_open
            early = states(course, at(moment - timedelta(microseconds=1), zone))[place]
            assert not early.is_open


@given(courses, moments)
def test_the_order_of_the_modules_decides_nothing(course: Course, now: datetime) -> None:
    for one, other in combinations((course, course[::-1], (*course[1:], course[0])), 2):
        ours, theirs = states(one, at(now)), states(other, at(now))
        assert {place: door.is_open for place, door in ours.items()} == {
            place: door.is_open for place, door in theirs.items()
        }

"""What holds for every course, calendar and progress: nothing locks again, no lock is dumb."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from app.progress.rules import Locked, Opening, Standpoint
from tests.progress.courses import LONDON, Course, Module, Step, at, states

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

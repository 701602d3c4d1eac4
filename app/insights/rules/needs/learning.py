"""People on their way through the course: what is near, where they are stuck, who is quiet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from app.cohorts.rules import JOINED
from app.insights.rules.needs.days import days_between, say_since, say_when
from app.insights.rules.needs.facts import Door, Found, Group, Someone
from app.kit.times import in_zone
from app.progress.rules import Standpoint, release

# Days after which somebody who has opened nothing gets a word.
DAYS_TO_BEGIN = 5
# So many days before its session a module that nobody opened is near.
NEAR = 4
# Days without a sign of somebody who was there before.
QUIET = 21
# Days in which one page was opened again without being finished.
STUCK = 3
# Days in which to catch up by oneself.
DAYS_TO_CATCH_UP = 7
BY_HAND = {"call": "by phone", "post": "on paper"}


def never_opened(one: Someone, group: Group, now: datetime) -> Iterator[Found]:
    """Joined, and nothing of the course has been opened or typed in for them."""
    if one.way.begun or not _learns(one, group, now) or not group.doors:
        return
    since = max(one.joined_at or one.added_at, group.begins_at)
    near = _is_near(group.next_at, group, now)
    if not near and days_between(since, now, group.zone) < DAYS_TO_BEGIN:
        return
    by_hand = BY_HAND.get(one.channel)
    words = "has not opened anything of the course yet"
    if by_hand:
        words = f"takes part {by_hand}, and nothing is noted of the course yet"
    if near and group.next_at:
        words += f"; the next session is {say_when(group.next_at, group.zone, now)}"
    joined = (one.joined_at or one.added_at).isoformat()
    yield Found(joined, words, since, by=group.next_at if near else None)


def unopened_module(one: Someone, group: Group, now: datetime) -> Iterator[Found]:
    """Its session is near, it is open to them, and they have not opened it."""
    if not one.way.begun or not _learns(one, group, now):
        return
    for door in group.doors:
        if door.key in one.way.begun or door.meets_at is None or door.meets_id is None:
            continue
        if _is_near(door.meets_at, group, now) and is_open_to(one, door, group, now):
            when = say_when(door.meets_at, group.zone, now)
            words = f"has not opened module {door.number}, and its session is {when}"
            yield Found(f"{door.key}:{door.meets_id}", words, door.meets_at, by=door.meets_at)


def stuck_on_a_step(one: Someone, group: Group, now: datetime) -> Iterator[Found]:
    """Came back to one page on another day, has not finished it, and opened none after it."""
    if not _learns(one, group, now):
        return
    for step in one.happened("stuck"):
        if step.until is None or days_between(step.at, step.until, group.zone) < STUCK:
            continue
        if one.way.last_at and one.way.last_at > step.until:
            continue
        words = f"came back to “{step.title}” and has not finished it"
        yield Found(str(step.about), words, step.until, about=step.about)


def quiet(one: Someone, group: Group, now: datetime) -> Iterator[Found]:
    """Was active before, and there has been no sign of them for three weeks."""
    signs = [sign for sign in (one.way.last_at, one.came.last_at) if sign is not None]
    if not signs or not _learns(one, group, now):
        return
    last = max(signs)
    is_quiet = days_between(last, now, group.zone) >= QUIET
    if is_quiet and any(_is_left(one, door, group, now) for door in group.doors):
        words = f"has been quiet since {say_since(last, group.zone, now)}"
        yield Found(in_zone(last, group.zone).date().isoformat(), words, last)


def has_to_catch_up(one: Someone, group: Group, now: datetime) -> Iterator[Found]:
    """A task for those who were not there is open for a week."""
    if one.state != JOINED or group.is_over(now):
        return
    for task in one.happened("catch_up"):
        if days_between(task.at, now, group.zone) >= DAYS_TO_CATCH_UP:
            words = f"has something to catch up on from “{task.title}”"
            yield Found(str(task.about), words, task.at, about=task.about)


def was_missed(one: Someone, group: Group, now: datetime) -> Iterator[Found]:
    """Could not be at a session, and nobody has said yet what came of a kind contact."""
    for session in one.happened("missed"):
        when = say_since(session.at, group.zone, now)
        yield Found(
            *(str(session.about), f"was missed at “{session.title}” ({when})", session.at),
            about=session.about,
            owner_id=session.owner_id,
            rests_until=session.until,
        )


def is_open_to(one: Someone, door: Door, group: Group, now: datetime) -> bool:
    """Whether this module is open to somebody who has done what they have."""
    course = [to_person(each, one) for each in group.doors] if door.opening.needs else []
    at = Standpoint(now, group.starts_on, group.zone)
    return release.of_module(to_person(door, one), course, at).is_open


def to_person(door: Door, one: Someone) -> Door:
    """A module as it stands to somebody."""
    return replace(
        door,
        is_unlocked=door.is_unlocked or door.key in one.way.unlocked,
        is_seen=door.key in one.way.begun,
        is_done=door.key in one.way.finished,
    )


def _is_left(one: Someone, door: Door, group: Group, now: datetime) -> bool:
    return door.key not in one.way.finished and is_open_to(one, door, group, now)


def _learns(one: Someone, group: Group, now: datetime) -> bool:
    return one.state == JOINED and group.is_under_way(now)


def _is_near(moment: datetime | None, group: Group, now: datetime) -> bool:
    """Whether a session is to come within a few days of the cohort's calendar."""
    return moment is not None and moment > now and days_between(now, moment, group.zone) <= NEAR

"""Makes people and cohorts of plain facts, for the tests of rules."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from app.insights.rules.needs.facts import Door, Found, Group, Happening, Someone
from app.insights.rules.needs.table import BY_KEY
from app.progress.rules import Opening
from app.progress.rules.done import DoneModules
from tests.clock import NOON

ONE, TWO = UUID(int=1), UUID(int=2)
SESSION = UUID(int=9)
LONDON = "Europe/London"
LATELY = NOON - timedelta(days=3)


def days(number: float) -> timedelta:
    """So many days."""
    return timedelta(days=number)


def door(number: int = 1, *, meets_at: datetime | None = None, **more: Any) -> Door:
    """A module that is open to everybody, and its session if it has one to come."""
    opening = more.pop("opening", Opening())
    return Door(
        *(f"module-{number}", number, f"Module title {number}", opening),
        meets_id=SESSION if meets_at else None,
        meets_at=meets_at,
        **more,
    )


def group(*doors: Door, zone: str = LONDON, **more: Any) -> Group:
    """A cohort that began three weeks ago and meets again in a month."""
    facts = {"starts_on": date(2026, 12, 30), "next_at": NOON + days(30), "held": 2, **more}
    return Group(ONE, "riverside", "Riverside", zone, doors=doors or (door(),), **facts)


def someone(**more: Any) -> Someone:
    """Somebody who joined three weeks ago and has begun with the first module."""
    facts = {
        "state": "joined",
        "added_at": NOON - days(21),
        "joined_at": NOON - days(21),
        "way": DoneModules(frozenset({"module-1"}), last_at=NOON - days(1)),
        **more,
    }
    return Someone(ONE, TWO, "Amina Example", **facts)


def with_happening(part: str, at: datetime = LATELY, **more: Any) -> Someone:
    """Somebody about whom this part found one thing; its title is `A walk`."""
    state = more.pop("state", "joined")
    channel = more.pop("channel", "email")
    happening = Happening(SESSION, at, **{"title": "A walk", **more})
    return someone(state=state, channel=channel, found={part: (happening,)})


def found(key: str, one: Someone, of: Group | None = None, now: datetime = NOON) -> list[Found]:
    """What a rule finds."""
    return list(BY_KEY[key].find(one, of or group(), now))


def words(key: str, one: Someone, of: Group | None = None, now: datetime = NOON) -> list[str]:
    """The same in words."""
    return [each.words for each in found(key, one, of, now)]

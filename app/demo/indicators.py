"""What the cohort of the demo looks at, and what its people found so far."""

from __future__ import annotations

from datetime import datetime
from itertools import cycle, islice
from uuid import UUID

from app.demo.scene import DemoCohort, Scene
from app.people.models import Person
from app.practice.actions.indicator_values import FoundValue, record_value
from app.practice.actions.indicators import (
    Proposal,
    agree_on_indicator,
    propose_indicator,
    retire_indicator,
)
from app.practice.models import Indicator
from app.practice.queries.indicators import IndicatorPlace, indicator_place
from app.practice.rules.indicators import PEOPLE, SHARE, TALKED, THINGS, Words

PLANNING = Words(
    "More people who live here plan the open morning with us",
    "We count who comes to the planning meeting",
    "Whoever runs the meeting counts heads",
    "Once a month",
)
GREETED = Words(
    "People at the front desk are asked what matters to them",
    "People who leave are asked if somebody asked them",
    "A volunteer at the door, one morning",
    "Every three months",
)
BENCHES = Words(
    "There are places to sit and talk between the surgery and the canal",
    "We walk the way and count them",
    "Two of us on the walk",
    "Twice a year",
)
GARDEN = Words(
    "The garden behind the surgery is used by those who live around it",
    "We ask the neighbours what they did there",
    "The neighbours, when they come by",
    "Each season",
)


def look_at_something(scene: Scene, demo: DemoCohort) -> None:
    """Three that are in use with what was found, one that was left, and one that waits."""
    # In the smallest demo there are two, and the first does more.
    first, second, third = islice(cycle(one.person for one in demo.joined), 3)
    planning = _agreed(scene, demo, first, PLANNING, PEOPLE, "")
    found = ((80, "6", "The first time"), (50, "11", ""), (20, "17", "Cake was promised"))
    for days, value, caution in found:
        _found(scene, first, planning, days, (value, ""), "Heads counted at the meeting", caution)
    greeted = _agreed(scene, demo, second, GREETED, SHARE, "")
    for days, value, n in ((60, "12", "41"), (5, "24", "46")):
        _found(scene, second, greeted, days, (value, n), "Tally at the door", "One morning only")
    benches = _agreed(scene, demo, third, BENCHES, THINGS, "benches")
    for days, value in ((70, "3"), (10, "5")):
        _found(scene, third, benches, days, (value, ""), "Counted on the walk", "")
    left = _agreed(scene, demo, demo.facilitator, GARDEN, THINGS, "uses")
    _found(scene, demo.facilitator, left, 70, ("2", ""), "What two neighbours told us", "")
    why = "The garden is closed for building."
    retire_indicator(scene.db, demo.facilitator, left.indicator, reason=why, now=scene.ago(days=30))
    _proposed(scene, demo, third, GARDEN, THINGS, "hours", scene.ago(days=2))


def _agreed(
    scene: Scene, demo: DemoCohort, by: Person, words: Words, kind: str, unit: str
) -> IndicatorPlace:
    made = _proposed(scene, demo, by, words, kind, unit, scene.ago(days=95))
    indicator = scene.db.get_one(Indicator, made)
    agreed = scene.ago(days=90)
    agree_on_indicator(scene.db, demo.facilitator, indicator, how=TALKED, poll="", now=agreed)
    scene.db.refresh(indicator)
    place = indicator_place(scene.db, by, slug=demo.cohort.slug, indicator_id=made)
    assert place is not None  # noqa: S101 - it was made in the line before
    return place


def _proposed(
    scene: Scene,
    demo: DemoCohort,
    by: Person,
    words: Words,
    kind: str,
    unit: str,
    now: datetime,
) -> UUID:
    new = Proposal(words, kind, unit, None, scene.key())
    return propose_indicator(scene.db, by, demo.cohort, new, now=now)


def _found(
    scene: Scene,
    by: Person,
    at: IndicatorPlace,
    days: int,
    numbers: tuple[str, str],
    source: str,
    caution: str,
) -> None:
    value, n = numbers
    day = scene.ago(days=days).date()
    found = FoundValue(day, value, n, source, caution, None, scene.key())
    record_value(scene.db, by, at, found, now=scene.ago(days=days - 1))

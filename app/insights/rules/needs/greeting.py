"""The words at the top of the list: who it is for, and how many people there are."""

from __future__ import annotations

from datetime import datetime

from app.kit.times import in_zone

NOON, EVENING = 12, 17
NOBODY = "Nobody waits for you today"


def greet(name: str, zone: str, now: datetime) -> str:
    """Such as `Good morning Farah`, by the clocks of `zone`."""
    hour = in_zone(now, zone).hour
    part = "morning" if hour < NOON else "afternoon" if hour < EVENING else "evening"
    return f"Good {part} {name.split(' ', maxsplit=1)[0]}"


def say_how_many(people: int, today: int) -> str:
    """How many people would like to hear from whoever reads it, as a sentence."""
    if not people:
        return f"{NOBODY}."
    if not today:
        return f"{NOBODY}. {_people(people)} would like to hear from you soon."
    needs = "needs" if today == 1 else "need"
    return f"{_people(today)} {needs} you today."


def say_others(people: int, today: int) -> str:
    """How many more can wait a little; empty: nobody, or nobody is for today."""
    more = people - today
    if not today or not more:
        return ""
    return "1 more can wait a little." if more == 1 else f"{more} more can wait a little."


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"

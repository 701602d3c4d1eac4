"""Local indicators: what a cohort would see, how it would know, and how a value may be shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.kit.small_numbers import Shown, live_count, live_share

PEOPLE = "people"
SHARE = "share"
THINGS = "things"
KINDS: Mapping[str, str] = {
    PEOPLE: "How many people",
    SHARE: "How many people out of a group, as so many in a hundred",
    THINGS: "Something that is not people, such as meetings, benches or days",
}
ABOUT_PEOPLE = frozenset({PEOPLE, SHARE})

PROPOSED = "proposed"
AGREED = "agreed"
RETIRED = "retired"
STATES: Mapping[str, str] = {PROPOSED: "Proposed", AGREED: "In use", RETIRED: "Not in use any more"}

POLL = "poll"
TALKED = "talked"
WAYS: Mapping[str, str] = {
    TALKED: "We talked it through",
    POLL: "We asked everybody in a poll",
}

LONGEST = 300
"""Characters of each part of an indicator, and of a source, a caution or a reason."""

MOST = 100
"""Indicators of one cohort; a machine that sends forms is stopped here."""

MOST_VALUES = 1_000
"""Values of one indicator; the same."""

LARGEST = 1_000_000
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,7}(?:\.\d{1,2})?", re.ASCII)
_POLL = re.compile(r"/polls/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[/?#]|\Z)", re.ASCII)


@dataclass(frozen=True)
class Words:
    """What a cohort would see, how it would know, from whom, and how often it looks."""

    what: str
    how: str
    from_whom: str
    how_often: str


@dataclass(frozen=True)
class Measured:
    """One value as it was found: the number, and how many people or things it is about (n)."""

    value: Decimal
    n: int | None


@dataclass(frozen=True)
class ShownValue:
    """One value as everybody may see it, with its n in words (empty: none was given)."""

    day: date
    value: Shown
    n: str
    source: str
    caution: str


def read_number(text: str) -> Decimal | None:
    """A number that somebody typed, as `12`, `3.5`, `1,200` or `40%`; None when it is none."""
    typed = text.strip().removesuffix("%").strip()
    if not _NUMBER.fullmatch(typed):
        return None
    number = Decimal(typed.replace(",", ""))
    return number if number <= LARGEST else None


def read_poll(text: str) -> str | None:
    """The id of the poll that an address is about; None when it is about none."""
    found = _POLL.search(text.strip())
    return found.group(1) if found else None


def fits(kind: str, found: Measured) -> bool:
    """Whether a value can be one of its kind.

    People are whole, and a share is a part of the n that it is given with. There is no kind for a
    mean: without each number that people gave, nobody can tell whether it gives one of them away.
    """
    value, n = found.value, found.n
    if kind == THINGS:
        return True
    is_whole = value == value.to_integral_value()
    if kind == SHARE:
        return is_whole and n is not None and n > 0 and value <= n
    return is_whole and (n is None or value <= n)


def shown(kind: str, found: Measured) -> Shown:
    """A value as everybody may see it, by itself: people are counted by eights.

    It is the same whatever else was found, so nothing that somebody adds, of any number and any
    day, tells anything of another value. None reads like few. A share is told only where 8 people
    or more are on each of its sides.
    """
    value, n = found.value, found.n or 0
    if kind == PEOPLE:
        return live_count(int(value))
    if kind == SHARE:
        return live_share(int(value), n)
    plain = f"{value.normalize():,f}"
    return Shown(plain, float(value))


def shown_n(kind: str, n: int | None) -> str:
    """How many people or things a value is about, in words; empty when nobody said."""
    if n is None:
        return ""
    return live_count(n).text if kind in ABOUT_PEOPLE else f"{n:,}"

"""Sums of records by the rules of a body; a rule that does not cover the time makes no sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any, Protocol

from app.kit.times import say_short_date

HUNDREDTH = Decimal("0.01")


class Rule(Protocol):
    """A rule as it stands in the database."""

    key: str
    title: str
    who: str
    about: str
    source: str
    looked_up: str
    valid_from: date
    valid_to: date | None
    years: int
    sums: list[Any]


@dataclass(frozen=True)
class Totals:
    """What the records of some time add up to; minutes, and the number of accounts."""

    everything: int = 0
    with_others: int = 0
    thought_over: int = 0
    accounts: int = 0

    def __add__(self, other: Totals) -> Totals:
        """Both together."""
        return Totals(
            self.everything + other.everything,
            self.with_others + other.with_others,
            self.thought_over + other.thought_over,
            self.accounts + other.accounts,
        )


@dataclass(frozen=True)
class Stretch:
    """Some time, both days included, and what its records add up to."""

    since: date
    until: date
    totals: Totals


@dataclass(frozen=True)
class Counted:
    """One sum of a rule: how much there is, and how much the body asks for."""

    title: str
    number: str
    expected: int


@dataclass(frozen=True)
class ByRule:
    """What a rule says of the time from `since` until `until`; `why_not` when it makes no sum."""

    rule: Rule
    since: date
    until: date
    sums: Sequence[Counted]
    why_not: str = ""
    # Whether it goes by renewals, and nobody has said when they are.
    asks_renewal: bool = False


def count_by(
    rules: Iterable[Rule], year: Stretch, renewals: Mapping[int, Stretch]
) -> Sequence[ByRule]:
    """What each body's rule says of a year, or of the time between two renewals.

    `renewals` are by how many years lie between two, and empty while nobody has said when they
    are. Of several rules with one key, those that touch the time are told; only one that covers
    all of it makes sums.
    """
    told = dict[str, list[ByRule]]()
    for rule in rules:
        stretch = year if rule.years == 1 else renewals.get(rule.years)
        told.setdefault(rule.key, []).append(
            _of(rule, stretch) if stretch else _unknown(rule, year)
        )
    return [one for found in told.values() for one in _worth_telling(found)]


def _worth_telling(found: Sequence[ByRule]) -> Sequence[ByRule]:
    """The rule that makes sums; else those that touch the time; else the nearest in time."""
    whole = [one for one in found if not one.why_not]
    touching = [one for one in found if _touches(one.rule, one.since, one.until)]
    return whole[:1] or touching or found[-1:]


def _of(rule: Rule, time: Stretch) -> ByRule:
    ends_early = rule.valid_to is not None and rule.valid_to < time.until
    if rule.valid_from > time.since or ends_early:
        why_not = _why_not(rule, time.since, time.until)
        return ByRule(rule, time.since, time.until, [], why_not)
    return ByRule(rule, time.since, time.until, [_sum(one, time.totals) for one in rule.sums])


def _unknown(rule: Rule, year: Stretch) -> ByRule:
    why_not = (
        f"This goes by the {rule.years} years between two renewals of your registration, not by "
        "years of appraisal. Tell us below when yours ends, and we count it."
    )
    return ByRule(rule, year.since, year.until, [], why_not, asks_renewal=True)


def _sum(one: Mapping[str, Any], total: Totals) -> Counted:
    amount: int = getattr(total, one["counts"])
    return Counted(one["title"], in_units(amount, one["each_minutes"] or 1), one["expected"])


def in_units(amount: int, each: int) -> str:
    """How many times `each` goes into `amount`, with at most two decimals, never rounded up."""
    number = (Decimal(amount) / each).quantize(HUNDREDTH, ROUND_DOWN)
    return f"{number:f}".rstrip("0").rstrip(".")


def _why_not(rule: Rule, since: date, until: date) -> str:
    time = "this year" if rule.years == 1 else f"these {rule.years} years"
    if not _touches(rule, since, until):
        return f"This rule does not hold for {time}, so we make no sum. {_when(rule)}"
    return f"This rule does not cover all of {time}, so we make no sum. {_when(rule)}"


def _when(rule: Rule) -> str:
    begins = f"It holds from {say_short_date(rule.valid_from)}"
    return f"{begins} to {say_short_date(rule.valid_to)}." if rule.valid_to else f"{begins}."


def _touches(rule: Rule, since: date, until: date) -> bool:
    return rule.valid_from <= until and (rule.valid_to is None or rule.valid_to >= since)

"""All that the page of a year of records shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.kit.times import in_zone
from app.people.models import Person
from app.reflections.queries.cpd.prefill import Prefill, sessions_to_count
from app.reflections.queries.cpd.records import (
    CpdLine,
    first_month_of,
    records_of,
    totals_of,
    years_with_records,
)
from app.reflections.rules import HOME_ZONE
from app.reflections.rules.cpd.counting import ByRule, Totals, count_by
from app.reflections.rules.cpd.years import AppraisalYear, year_with
from app.syllabus.queries import credit_rules

FARTHEST = range(1980, 2200)


@dataclass(frozen=True)
class Statement:
    """A year of records; `years` are those that can be looked at, newest first."""

    year: AppraisalYear
    lines: Sequence[CpdLine]
    total: Totals
    by_rule: Sequence[ByRule]
    years: Sequence[AppraisalYear]
    sessions: Sequence[Prefill]


def asked_year(db: Session, actor: Person, number: int | None, *, now: datetime) -> AppraisalYear:
    """The actor's year with this number, or the year that it is now. One statement."""
    first_month = first_month_of(db, actor)
    if number in FARTHEST:
        return AppraisalYear(number or 0, first_month)
    return year_with(_today(now), first_month)


def _today(now: datetime) -> date:
    return in_zone(now, HOME_ZONE).date()


def statement_of(db: Session, actor: Person, number: int | None, *, now: datetime) -> Statement:
    """The actor's year with this number, or the year that it is now. Six statements.

    Raises: CannotOpen.
    """
    today = _today(now)
    year = asked_year(db, actor, number, now=now)
    first_month = year.first_month
    rules = credit_rules(db)
    longest = max((rule.years for rule in rules), default=1)
    totals = totals_of(db, actor, year, years=longest)
    known = years_with_records(db, actor)
    days = [*known, today, year.first_day] if known else [today, year.first_day]
    numbers = [year_with(day, first_month).number for day in days]
    return Statement(
        year=year,
        lines=records_of(db, actor, year),
        total=totals.get(year.number, Totals()),
        by_rule=count_by(rules, year, totals),
        years=[
            AppraisalYear(one, first_month) for one in range(max(numbers), min(numbers) - 1, -1)
        ],
        sessions=sessions_to_count(db, actor, year),
    )

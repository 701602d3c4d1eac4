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
    stretch_of,
    year_and_renewal_of,
    years_with_records,
)
from app.reflections.rules import HOME_ZONE
from app.reflections.rules.cpd.counting import ByRule, Stretch, Totals, count_by
from app.reflections.rules.cpd.years import AppraisalYear, renewal_period, year_with
from app.syllabus.queries import credit_rules

FARTHEST = range(1980, 2200)


@dataclass(frozen=True)
class Statement:
    """A year of records; `years` are those that can be looked at, newest first.

    `registered_until` is the last day of the person's registration, if they said it.
    """

    year: AppraisalYear
    lines: Sequence[CpdLine]
    total: Totals
    by_rule: Sequence[ByRule]
    years: Sequence[AppraisalYear]
    sessions: Sequence[Prefill]
    registered_until: date | None


def asked_year(db: Session, actor: Person, number: int | None, *, now: datetime) -> AppraisalYear:
    """The actor's year with this number, or the year that it is now. One statement."""
    return _year(number, first_month_of(db, actor), _today(now))


def _year(number: int | None, first_month: int, today: date) -> AppraisalYear:
    if number in FARTHEST:
        return AppraisalYear(number or 0, first_month)
    return year_with(today, first_month)


def _today(now: datetime) -> date:
    return in_zone(now, HOME_ZONE).date()


def statement_of(db: Session, actor: Person, number: int | None, *, now: datetime) -> Statement:
    """The actor's year with this number, or the year that it is now.

    Six statements, and one for each length of time between two renewals that a rule goes by.
    Raises: CannotOpen.
    """
    today = _today(now)
    first_month, registered_until = year_and_renewal_of(db, actor)
    year = _year(number, first_month, today)
    rules = credit_rules(db)
    own = stretch_of(db, actor, year.first_day, year.last_day)
    renewals = dict[int, Stretch]()
    if registered_until:
        # In a year that goes on the time that goes on, in one that is over the one at its end.
        at = min(max(today, year.first_day), year.last_day)
        for years in {rule.years for rule in rules} - {1}:
            since, until = renewal_period(registered_until, years, at)
            renewals[years] = stretch_of(db, actor, since, until)
    known = years_with_records(db, actor)
    days = [*known, today, year.first_day] if known else [today, year.first_day]
    numbers = [year_with(day, first_month).number for day in days]
    return Statement(
        year=year,
        lines=records_of(db, actor, year),
        total=own.totals,
        by_rule=count_by(rules, own, renewals),
        years=[
            AppraisalYear(one, first_month) for one in range(max(numbers), min(numbers) - 1, -1)
        ],
        sessions=sessions_to_count(db, actor, year),
        registered_until=registered_until,
    )

"""The local indicators of a cohort and their values, as everybody in it may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import Seat
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person
from app.practice.models import Indicator, IndicatorValue
from app.practice.rules.indicators import AGREED, RETIRED, Measured, ShownValue, shown, shown_n


@dataclass(frozen=True)
class IndicatorPlace:
    """An indicator, and the actor's seat in its cohort."""

    indicator: Indicator
    seat: Seat


@dataclass(frozen=True)
class ValuePlace:
    """One value of an indicator."""

    place: IndicatorPlace
    value: IndicatorValue


@dataclass(frozen=True)
class IndicatorSeries:
    """An indicator with its values over time, oldest first; nothing here is a small number."""

    indicator: Indicator
    values: Sequence[ShownValue]


@dataclass(frozen=True)
class Names:
    """Who did what about an indicator, as far as they are still here."""

    proposed_by: str | None
    entered_by: str | None
    agreed_by: str | None
    retired_by: str | None


@dataclass(frozen=True)
class ValueLine:
    """One line of an indicator's table: struck out or not, and who found it."""

    row: IndicatorValue
    shown: ShownValue
    found_by: str | None
    entered_by: str | None


def indicator_place(
    db: Session, actor: Person, *, slug: str, indicator_id: UUID
) -> IndicatorPlace | None:
    """The indicator of this address, for guards; policy decides. One statement."""
    row = db.execute(
        select(Indicator, Cohort, Enrolment)
        .join(Cohort, Cohort.id == Indicator.cohort_id)
        .outerjoin(
            Enrolment, and_(Enrolment.cohort_id == Cohort.id, Enrolment.person_id == actor.id)
        )
        .where(Indicator.id == indicator_id, Cohort.slug == slug)
    ).one_or_none()
    return IndicatorPlace(row[0], Seat(row[1], row[2])) if row else None


def value_place(
    db: Session, actor: Person, *, slug: str, indicator_id: UUID, value_id: UUID
) -> ValuePlace | None:
    """One value of an indicator, for guards. At most two statements."""
    place = indicator_place(db, actor, slug=slug, indicator_id=indicator_id)
    value = db.get(IndicatorValue, value_id) if place else None
    if place is None or value is None or value.indicator_id != indicator_id:
        return None
    return ValuePlace(place, value)


def indicator_series(db: Session, cohort_id: UUID) -> list[IndicatorSeries]:
    """What a cohort agreed to look at, with its values over time: for a page, a chart or a report.

    Those in use first, then those that were left and have values, each in the order in which they
    were agreed on. Every number has gone through the small numbers. Two statements.
    """
    indicators = db.scalars(
        select(Indicator)
        .where(Indicator.cohort_id == cohort_id, Indicator.agreed_at.is_not(None))
        .order_by(Indicator.state == RETIRED, Indicator.agreed_at, Indicator.id)
    ).all()
    values: dict[UUID, list[IndicatorValue]] = defaultdict(list)
    rows = db.scalars(
        select(IndicatorValue)
        .join(Indicator, Indicator.id == IndicatorValue.indicator_id)
        .where(Indicator.cohort_id == cohort_id, IndicatorValue.struck_at.is_(None))
        .order_by(IndicatorValue.day, IndicatorValue.id)
    )
    for row in rows:
        values[row.indicator_id].append(row)
    found = [
        IndicatorSeries(one, [_shown_value(one, row) for row in values[one.id]])
        for one in indicators
    ]
    return [one for one in found if one.indicator.state == AGREED or one.values]


def proposed_indicators(db: Session, cohort_id: UUID) -> Sequence[Indicator]:
    """Those that wait to be agreed on, oldest first. One statement."""
    return db.scalars(
        select(Indicator)
        .where(
            Indicator.cohort_id == cohort_id,
            Indicator.agreed_at.is_(None),
            Indicator.state != RETIRED,
        )
        .order_by(Indicator.id)
    ).all()


def names_of(db: Session, indicator: Indicator) -> Names:
    """Who did what about an indicator. One statement."""
    by, typed, agreed, retired = (aliased(Person) for _ in range(4))
    row = db.execute(
        select(by.name, typed.name, agreed.name, retired.name)
        .select_from(Indicator)
        .outerjoin(by, by.id == Indicator.proposed_by_id)
        .outerjoin(typed, typed.id == Indicator.entered_by_id)
        .outerjoin(agreed, agreed.id == Indicator.agreed_by_id)
        .outerjoin(retired, retired.id == Indicator.retired_by_id)
        .where(Indicator.id == indicator.id)
    ).one()
    return Names(*row)


def values_page(db: Session, indicator: Indicator, number: int) -> Page[ValueLine]:
    """The values of an indicator, newest day first, fifty at a time. Two statements."""
    of = IndicatorValue.indicator_id == indicator.id
    total = db.scalar(select(func.count()).where(of)) or 0
    number = nearest_page(number, total)
    found, typed = aliased(Person), aliased(Person)
    rows = db.execute(
        select(IndicatorValue, found.name, typed.name)
        .outerjoin(found, found.id == IndicatorValue.found_by_id)
        .outerjoin(typed, typed.id == IndicatorValue.entered_by_id)
        .where(of)
        .order_by(IndicatorValue.day.desc(), IndicatorValue.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    lines = [ValueLine(row, _shown_value(indicator, row), *names) for row, *names in rows]
    return Page(lines, number, total)


def _shown_value(indicator: Indicator, row: IndicatorValue) -> ShownValue:
    """One value as everybody may see it, told by itself."""
    kind = indicator.kind
    return ShownValue(
        day=row.day,
        value=shown(kind, Measured(row.value, row.n)),
        n=shown_n(kind, row.n),
        source=row.source,
        caution=row.caution,
    )

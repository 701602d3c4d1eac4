"""Which local indicators can go into an output, and what is told of those that do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.kit.times import in_zone, say_short_date
from app.outputs.models import ChosenIndicator, Output
from app.outputs.rules.making import MOST_LOOKS, WITH_INDICATORS
from app.outputs.rules.report import LookedAt, ShownLook
from app.practice.models import Indicator, IndicatorValue
from app.practice.queries.indicators import IndicatorSeries, indicator_series
from app.practice.rules.indicators import ABOUT_PEOPLE, AGREED


@dataclass(frozen=True)
class IndicatorChoice:
    """An indicator that can go into an output: how often somebody looked, and whether it goes in.

    `counts_people`: its numbers go through the small numbers; others are told as they are.
    """

    indicator: Indicator
    looks: int
    is_chosen: bool

    @property
    def counts_people(self) -> bool:
        """Whether its numbers are of people."""
        return self.indicator.kind in ABOUT_PEOPLE


def indicator_choices(db: Session, output: Output) -> list[IndicatorChoice]:
    """What the output's cohort agreed to look at, and whether it goes in. One statement at most.

    Those in use first, then those that were left and have values.
    """
    if output.template not in WITH_INDICATORS:
        return []
    standing = and_(IndicatorValue.indicator_id == Indicator.id, IndicatorValue.struck_at.is_(None))
    looks = select(func.count()).where(standing).scalar_subquery()
    chosen = and_(
        ChosenIndicator.indicator_id == Indicator.id, ChosenIndicator.output_id == output.id
    )
    rows = db.execute(
        select(Indicator, looks, ChosenIndicator.output_id.is_not(None))
        .outerjoin(ChosenIndicator, chosen)
        .where(
            Indicator.cohort_id == output.cohort_id,
            Indicator.agreed_at.is_not(None),
            or_(Indicator.state == AGREED, looks > 0),
        )
        .order_by(Indicator.state != AGREED, Indicator.agreed_at, Indicator.id)
    )
    return [IndicatorChoice(*row) for row in rows]


def looked_at(db: Session, output: Output, zone: str) -> list[LookedAt]:
    """What an output tells now of the indicators that facilitators chose for it.

    Every number has gone through the small numbers: a look that was told once is told the same
    again. At most three statements; one where none was chosen.
    """
    chosen = set(
        db.scalars(
            select(ChosenIndicator.indicator_id).where(ChosenIndicator.output_id == output.id)
        )
    )
    if not chosen or output.template not in WITH_INDICATORS:
        return []
    found = indicator_series(db, output.cohort_id)
    return [_told(series, zone) for series in found if series.indicator.id in chosen]


def _told(series: IndicatorSeries, zone: str) -> LookedAt:
    one, values = series.indicator, series.values
    return LookedAt(
        key=str(one.id),
        kind=one.kind,
        unit=one.unit,
        words=one.words,
        chosen_on=_day(one.agreed_at, zone),
        chosen_how=one.agreed_how or "",
        left_on=_day(one.retired_at, zone),
        looks=[
            ShownLook(say_short_date(found.day), found.value, found.n)
            for found in values[-MOST_LOOKS:]
        ],
        times=len(values),
    )


def _day(moment: datetime | None, zone: str) -> str:
    return say_short_date(in_zone(moment, zone).date()) if moment else ""

"""What is counted of whole cohorts: sessions, and what was published. None of it is people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

_WHOLE = text(
    """
    WITH of_year AS (
        SELECT id, edition_id, CAST(extract(year FROM starts_on) AS int) AS year FROM cohort
    )
    SELECT year, count(*),
           coalesce(sum((SELECT count(*) FROM gathering g WHERE g.cohort_id = of_year.id
                         AND g.state = 'planned' AND g.ends_at <= :now)), 0),
           coalesce(sum((SELECT count(*) FROM output o WHERE o.cohort_id = of_year.id AND EXISTS (
                         SELECT FROM output_edition d WHERE d.output_id = o.id
                         AND d.published_at IS NOT NULL AND d.withdrawn_at IS NULL))), 0),
           coalesce(max((SELECT max(m.number) FROM course_module m
                         WHERE m.edition_id = of_year.edition_id)), 0)
    FROM of_year GROUP BY year
    """
)


@dataclass(frozen=True)
class WholeYear:
    """The cohorts that start in one year: how many, the sessions held, and outputs to be read.

    `modules` is how many modules the longest of their courses has.
    """

    cohorts: int = 0
    sessions: int = 0
    outputs: int = 0
    modules: int = 0


def together(years: Sequence[WholeYear]) -> WholeYear:
    """Several years as one."""
    return WholeYear(
        cohorts=sum(one.cohorts for one in years),
        sessions=sum(one.sessions for one in years),
        outputs=sum(one.outputs for one in years),
        modules=max((one.modules for one in years), default=0),
    )


def whole_years(db: Session, *, now: datetime) -> Mapping[int, WholeYear]:
    """By the year in which cohorts start. One statement."""
    return {year: WholeYear(*map(int, row)) for year, *row in db.execute(_WHOLE, {"now": now})}

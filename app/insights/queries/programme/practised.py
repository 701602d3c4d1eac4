"""What cohorts did with the course: pledges, and how their plumblines moved; whole cohorts only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import extract, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.insights.rules.programme.moving import Moved, moved
from app.kit.paging import PAGE_SIZE
from app.kit.small_numbers import Shown, counted_beside, live_count, live_share
from app.practice.queries.picture import pictures_by_cohort
from app.practice.queries.pledge_counts import PledgesKept, pledges_kept


@dataclass(frozen=True)
class Practised:
    """Who made pledges and kept one, and the cohorts whose plumblines may be shown."""

    pledged: Shown
    kept: Shown
    share: Shown
    moved: Sequence[tuple[str, str, Moved]]


def practised(db: Session, year: int | None) -> Practised:
    """Of the cohorts that start in a year, or of all (None); the newest fifty plumblines.

    Three statements; three more when people were asked in different editions of the framework.
    """
    cohorts = db.execute(
        select(Cohort.id, Cohort.slug, Cohort.name, extract("year", Cohort.starts_on))
        .where(extract("year", Cohort.starts_on) == year if year else Cohort.id.is_not(None))
        .order_by(Cohort.starts_on.desc(), Cohort.id)
    ).all()
    found = pledges_kept(db)
    pledges = [(int(row[3]), found.get(row[0], PledgesKept(0, 0))) for row in cohorts]
    people = _counted([(of, one.people) for of, one in pledges])
    done = _counted([(of, one.done) for of, one in pledges])
    going = _counted([(of, one.people - one.done) for of, one in pledges])
    pictures = pictures_by_cohort(db, [row[0] for row in cohorts[:PAGE_SIZE]])
    lines = [
        (slug, name, one)
        for id_, slug, name, _ in cohorts[:PAGE_SIZE]
        if (one := moved(pictures[id_]))
    ]
    return Practised(live_count(people), live_count(done), live_share(done, done + going), lines)


def _counted(cohorts: Sequence[tuple[int, int]]) -> int:
    """People of so many cohorts, told beside each cohort's own page and each year."""
    years: dict[int, int] = defaultdict(int)
    for year, people in cohorts:
        years[year] += people
    return counted_beside([people for _, people in cohorts], list(years.values()))

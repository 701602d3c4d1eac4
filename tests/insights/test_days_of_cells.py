"""The day that a cell says is the day in the cohort's own zone, whenever its clocks change."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.cohorts.rules import PARTICIPANT
from app.insights.queries.cells import done_by, said_by
from app.insights.queries.chosen import GridPerson
from app.insights.queries.columns import columns_of
from app.kit.times import in_zone, start_of
from app.progress.models import StepProgress
from app.progress.rules import MARKED
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.progress import make_seat, make_way

TODAY = NOON.date()
# Days on which the clocks of some of these zones change, and days a year ago and long ago.
DAYS = (
    *(TODAY, TODAY - timedelta(days=1), TODAY - timedelta(days=364)),
    *(TODAY - timedelta(days=365), TODAY - timedelta(days=366), date(2015, 10, 25)),
    *(date(2026, 3, 8), date(2026, 3, 29), date(2026, 4, 5), date(2026, 4, 24)),
    *(date(2026, 9, 27), date(2026, 10, 25), date(2026, 10, 30), date(2026, 11, 1)),
)


def _moments(zone: str) -> list[datetime]:
    """The last moment before each day, its first, and one in its third hour; none to come."""
    starts = [start_of(day + timedelta(days=more), zone) for day in DAYS for more in (0, 1)]
    around = [timedelta(microseconds=-1), timedelta(0), timedelta(hours=2, minutes=30)]
    return sorted({start + more for start in starts for more in around if start + more <= NOON})


@pytest.mark.parametrize(
    "zone",
    ["Europe/London", "America/New_York", "Africa/Cairo", "Asia/Kathmandu", "Pacific/Auckland"],
)
def test_a_cell_says_the_day_in_the_zone_of_the_cohort(db: Session, zone: str) -> None:
    way = make_way(db)
    way.cohort.time_zone = zone
    step = way.steps["welcome"]
    moments = _moments(zone)
    seats = [
        make_seat(db, way.cohort, make_person(db, name=f"Person {at}"))
        for at in range(len(moments))
    ]
    db.add_all(
        StepProgress(
            enrolment_id=seat.id,
            step_id=step.id,
            seen_at=moment,
            visited_at=moment,
            done_at=moment,
            done_by_rule=MARKED,
            rule_version=1,
        )
        for seat, moment in zip(seats, moments, strict=True)
    )
    db.flush()
    modules = columns_of(db, way.cohort)
    people = [GridPerson(str(seat.id), "", PARTICIPANT, None) for seat in seats]
    found = done_by(db, modules, people, zone=zone, now=NOON)
    width = sum(len(module.steps) for module in modules)
    days = {at // width: said_by(code).day for at, code in zip(found.at, found.codes, strict=True)}
    assert [days[at] for at in range(len(moments))] == [
        in_zone(moment, zone).date() for moment in moments
    ]

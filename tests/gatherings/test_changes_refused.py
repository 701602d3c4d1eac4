"""Changes of a session that cannot be made, and what stays as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.gatherings import errors
from app.gatherings.errors import changes as refusals
from app.kit.db import new_id
from app.kit.errors import NotFound
from app.kit.times import NoSuchTime
from tests.clock import NOON
from tests.gatherings.changing import change_to
from tests.make.cohorts import make_cohort, make_facilitator
from tests.make.gatherings import make_gathering

# Saturday 30 January 2027, 12pm in London.
START = NOON + timedelta(days=10)


def test_a_session_that_has_begun_keeps_its_start_but_not_its_link(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    now = START + timedelta(minutes=20)
    with pytest.raises(refusals.StartStays):
        change_to(db, farah, gathering, cohort, clock=time(15, 0), now=now)
    with pytest.raises(refusals.EndPassed):
        change_to(db, farah, gathering, cohort, minutes=15, now=now)
    assert change_to(db, farah, gathering, cohort, link="https://meet.example/b", now=now).told
    assert change_to(db, farah, gathering, cohort, minutes=45, now=now).told
    with pytest.raises(refusals.IsOver):
        change_to(db, farah, gathering, cohort, minutes=50, now=START + timedelta(hours=1))


def test_what_will_not_take_place_cannot_be_changed(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START, state="cancelled")
    with pytest.raises(refusals.NotPlannedNow):
        change_to(db, farah, gathering, cohort, title="Another")


def test_a_session_of_another_cohort_is_not_found(db: Session) -> None:
    cohort = make_cohort(db)
    gathering = make_gathering(db, cohort, starts_at=START)
    other = make_cohort(db)
    with pytest.raises(NotFound):
        change_to(db, make_facilitator(db, other), gathering, other, title="Mine")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"title": " "}, errors.TitleNeeded),
        ({"clock": time(11, 0), "day": date(2027, 1, 20)}, errors.InThePast),
        ({"day": date(2099, 1, 1)}, errors.TooFarAhead),
        ({"day": date(2027, 3, 28), "clock": time(1, 30)}, NoSuchTime),
        ({"minutes": 5}, errors.LengthWrong),
        ({"link": "javascript:alert(1)"}, errors.LinkWrong),
        ({"module_id": new_id()}, errors.ModuleUnknown),
        ({"capacity": 10_000}, refusals.CapacityWrong),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(
    db: Session, change: dict[str, Any], refusal: type[Exception]
) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    with pytest.raises(refusal):
        change_to(db, farah, gathering, cohort, **change)
    assert gathering.sequence == 0


def test_the_second_of_two_like_times_stays_when_something_else_changes(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    # 1:30 comes twice that night; this is the second, in winter time.
    twice = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    gathering = make_gathering(db, cohort, starts_at=twice)
    change_to(db, farah, gathering, cohort, title="Night walk")
    assert (gathering.starts_at, gathering.moves) == (twice, 0)

"""Planning a session, in the cohort's own time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.gatherings import errors
from app.gatherings.actions.plan import SessionPlan, plan_session
from app.gatherings.models import Gathering
from app.kit.errors import NotFound
from app.kit.times import NoSuchTime
from app.post.models import Letter
from tests.clock import NOON
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.progress import make_way

PLAN = SessionPlan(
    title="What makes us well",
    day=date(2027, 2, 2),
    clock=time(10, 0),
    minutes=90,
    how="blended",
    place="Community hall",
    link="https://meet.example/a",
)


def test_a_session_is_kept_in_utc_and_its_reminders_are_planned_with_it(db: Session) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    made = plan_session(db, actor, PLAN, cohort=cohort, now=NOON)
    assert made.starts_at == datetime(2027, 2, 2, 10, 0, tzinfo=UTC)
    assert made.ends_at - made.starts_at == timedelta(minutes=90)
    dues = {letter.occurrence: letter.due_at for letter in db.scalars(select(Letter))}
    assert dues == {
        "week_before": datetime(2027, 1, 26, 10, 0, tzinfo=UTC),
        "day_before": datetime(2027, 2, 1, 10, 0, tzinfo=UTC),
        "hour_before": datetime(2027, 2, 2, 9, 0, tzinfo=UTC),
    }


@pytest.mark.parametrize(
    ("day", "zone", "utc_hour"),
    [
        (date(2027, 3, 27), "Europe/London", 10),
        (date(2027, 3, 28), "Europe/London", 9),
        (date(2027, 10, 30), "Europe/London", 9),
        (date(2027, 10, 31), "Europe/London", 10),
        (date(2027, 3, 28), "Europe/Paris", 8),
        (date(2027, 3, 28), "America/New_York", 14),
    ],
)
def test_ten_in_the_morning_is_ten_on_the_wall_of_the_cohort(
    db: Session, day: date, zone: str, utc_hour: int
) -> None:
    cohort = make_cohort(db, time_zone=zone)
    actor = make_facilitator(db, cohort)
    made = plan_session(db, actor, replace(PLAN, day=day), cohort=cohort, now=NOON)
    assert made.starts_at.astimezone(UTC).hour == utc_hour


def test_a_time_that_the_clocks_skip_is_refused_with_a_sentence(db: Session) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    skipped = replace(PLAN, day=date(2027, 3, 28), clock=time(1, 30))
    with pytest.raises(NoSuchTime, match="does not exist"):
        plan_session(db, actor, skipped, cohort=cohort, now=NOON)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"title": " "}, errors.TitleNeeded),
        ({"day": date(2027, 1, 20), "clock": time(12, 0)}, errors.InThePast),
        ({"day": date(1, 1, 1)}, errors.InThePast),
        ({"day": date(9999, 12, 31)}, errors.TooFarAhead),
        ({"minutes": 0}, errors.LengthWrong),
        ({"minutes": 481}, errors.LengthWrong),
        ({"how": "by pigeon"}, errors.WayNeeded),
        ({"link": "javascript:alert(1)"}, errors.LinkWrong),
        ({"place": "x" * 301}, errors.PlaceTooLong),
        ({"about": "x" * 2001}, errors.AboutTooLong),
        ({"module_id": uuid4()}, errors.ModuleUnknown),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(
    db: Session, change: dict[str, Any], refusal: type[Exception]
) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    with pytest.raises(refusal):
        plan_session(db, actor, replace(PLAN, **change), cohort=cohort, now=NOON)
    assert db.scalar(select(func.count()).select_from(Gathering)) == 0


def test_a_module_must_be_one_of_the_cohorts_own_course(db: Session) -> None:
    way = make_way(db)
    own = replace(PLAN, module_id=way.modules[0].id)
    assert plan_session(db, way.person, own, cohort=way.cohort, now=NOON).module_id
    with pytest.raises(errors.ModuleUnknown):
        plan_session(db, way.person, own, cohort=make_cohort(db), now=NOON)


def test_a_form_sent_twice_at_once_makes_one_session_and_one_set_of_letters(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        actor = make_facilitator(db, cohort)
        make_member(db, cohort)
    plan = replace(PLAN, request_key=uuid4())
    together = Barrier(2)

    def send(_: int) -> object:
        together.wait(10)
        with sessions.begin() as db:
            return plan_session(db, actor, plan, cohort=cohort, now=NOON).id

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(send, range(2))
    assert first == second
    with sessions() as db:
        assert db.scalar(select(func.count()).select_from(Letter)) == 6


def test_the_key_of_another_cohorts_form_finds_nothing(db: Session) -> None:
    plan = replace(PLAN, request_key=uuid4())
    for cohort in (make_cohort(db), make_cohort(db)):
        actor = make_facilitator(db, cohort)
        if db.scalar(select(func.count()).select_from(Gathering)):
            with pytest.raises(NotFound):
                plan_session(db, actor, plan, cohort=cohort, now=NOON)
        else:
            plan_session(db, actor, plan, cohort=cohort, now=NOON)

"""Series of sessions: proposed from the modules, and kept at their time of the wall clock."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.models import Cohort
from app.gatherings import errors
from app.gatherings.actions.plan import SessionPlan
from app.gatherings.actions.series import SeriesPlan, SeriesSession, faults_in, plan_series
from app.gatherings.errors.series import NoSessionLeft, RowsRefused, TooManySessions
from app.gatherings.models import Gathering, GatheringSeries
from app.gatherings.rules.series import holiday, next_first_day, proposed_days, weeks_between
from app.kit.errors import NotFound
from app.kit.times import NoSuchTime, in_zone, to_utc
from app.post.models import Letter
from app.progress.models import SessionEnd
from app.syllabus.queries import modules_of
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.progress import make_edition, make_module

LONDON = "Europe/London"
ZONES = st.sampled_from([LONDON, "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "UTC"])
TEN = time(10)


@pytest.fixture
def course(db: Session) -> Cohort:
    """A cohort with the address `riverside`, on a course of three modules."""
    edition = make_edition(db)
    for number in (1, 2, 3):
        make_module(db, edition.id, number)
    cohort = make_cohort(db, slug="riverside", edition=edition)
    db.commit()
    return cohort


def session(day: date, clock: time = TEN, module_id: UUID | None = None, **more: Any) -> Any:
    """A session of an hour and a half in a hall."""
    facts = {"title": "Meeting", "minutes": 90, "how": "blended", "place": "Hall", **more}
    return SeriesSession(SessionPlan(day=day, clock=clock, module_id=module_id, **facts))


def modules_in_order(db: Session, cohort: Cohort) -> list[UUID]:
    """The ids of the modules of a cohort's course."""
    return [module.id for module in modules_of(db, cohort.edition_id)]


def weekly(first: date, number: int, clock: time = TEN) -> SeriesPlan:
    """So many sessions, a week apart."""
    days = [first + timedelta(weeks=week) for week in range(number)]
    return SeriesPlan({place: session(day, clock) for place, day in enumerate(days)}, uuid4())


@given(
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    st.integers(0, 6),
    st.times(),
    st.sampled_from([1, 2, 4]),
    st.integers(1, 20),
    ZONES,
)
def test_proposed_days_keep_their_weekday_and_rhythm_and_are_still_to_come(
    first: date, weekday: int, clock: time, weeks: int, number: int, zone: str
) -> None:
    days = proposed_days(first, weekday, clock, weeks=weeks, number=number, zone=zone, now=NOON)
    assert len(days) == number
    assert {day.weekday() for day in days} == {weekday}
    assert {after - before for before, after in itertools.pairwise(days)} <= {
        timedelta(weeks=weeks)
    }
    today = in_zone(NOON, zone).date()
    assert days[0] >= max(first, today)
    assert days[0] <= max(first, today) + timedelta(days=7)
    for day in days:
        try:
            moment = to_utc(day, clock, zone)
        except NoSuchTime:
            continue
        assert moment > NOON
        assert in_zone(moment, zone).replace(tzinfo=None) == datetime.combine(day, clock)


@pytest.mark.parametrize(("clock", "day"), [(time(11), 27), (time(12), 27), (time(13), 20)])
def test_a_time_that_has_passed_today_is_proposed_for_next_week(clock: time, day: int) -> None:
    wednesday = 2
    days = proposed_days(
        date(2027, 1, 4), wednesday, clock, weeks=1, number=1, zone=LONDON, now=NOON
    )
    assert days == [date(2027, 1, day)]


@given(
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.integers(0, 400),
)
def test_sessions_move_by_whole_weeks_and_never_nearer_to_the_first_day(
    old_first: date, new_first: date, later: int
) -> None:
    weeks = weeks_between(old_first, new_first)
    old, new = (
        old_first + timedelta(days=later),
        old_first + timedelta(days=later, weeks=weeks),
    )
    assert new.weekday() == old.weekday()
    assert later <= (new - new_first).days < later + 7


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_the_first_day_proposed_for_a_rerun_is_ahead_and_on_the_same_weekday(
    old_first: date, today: date
) -> None:
    proposed = next_first_day(old_first, today)
    assert proposed.weekday() == old_first.weekday()
    ahead = proposed - max(old_first, today)
    assert timedelta(weeks=4) <= ahead < timedelta(weeks=5)


def test_only_days_on_which_hardly_anybody_comes_are_holidays() -> None:
    days = [date(2027, 1, 1) + timedelta(days=number) for number in range(365)]
    found = {day: holiday(day) for day in days if holiday(day)}
    assert found == {
        date(2027, 1, 1): "New Year’s Day",
        date(2027, 12, 25): "Christmas Day",
        date(2027, 12, 26): "Boxing Day",
    }


@pytest.mark.parametrize(
    ("first", "hours"),
    [
        # A Thursday before and the one after 28 March 2027; the same for 31 October.
        (date(2027, 3, 25), [10, 9]),
        (date(2027, 10, 28), [9, 10]),
    ],
)
def test_a_series_at_ten_stays_at_ten_when_the_clocks_change(
    db: Session, first: date, hours: list[int]
) -> None:
    cohort = make_cohort(db)
    plan_series(db, make_facilitator(db, cohort), weekly(first, 2), cohort=cohort, now=NOON)
    made = db.scalars(select(Gathering).order_by(Gathering.starts_at)).all()
    assert [one.starts_at.astimezone(UTC).hour for one in made] == hours
    assert {in_zone(one.starts_at, LONDON).hour for one in made} == {10}


@pytest.mark.parametrize(
    ("now", "first", "hours"),
    [
        (datetime(2026, 1, 7, tzinfo=UTC), date(2026, 3, 24), [10, 9]),
        (datetime(2026, 1, 7, tzinfo=UTC), date(2026, 10, 20), [9, 10]),
    ],
)
def test_so_it_does_in_the_year_of_the_pilot(
    db: Session, now: datetime, first: date, hours: list[int]
) -> None:
    cohort = make_cohort(db)
    plan_series(db, make_facilitator(db, cohort), weekly(first, 2), cohort=cohort, now=now)
    made = db.scalars(select(Gathering).order_by(Gathering.starts_at)).all()
    assert [one.starts_at.astimezone(UTC).hour for one in made] == hours


def test_all_sessions_of_a_series_belong_together_and_have_reminders(
    db: Session, course: Cohort
) -> None:
    make_member(db, course)
    actor = make_facilitator(db, course)
    modules = modules_in_order(db, course)
    rows = {
        number: session(
            date(2027, 3, 2 + number), module_id=module_id, offers=("hearing_loop",), capacity=12
        )
        for number, module_id in enumerate(modules)
    }
    made = plan_series(db, actor, SeriesPlan(rows), cohort=course, now=NOON)
    sessions = db.scalars(select(Gathering).order_by(Gathering.starts_at)).all()
    assert {one.series_id for one in sessions} == {made.id}
    assert [one.module_id for one in sessions] == modules
    assert {(one.access, one.capacity, one.place) for one in sessions} == {
        ("Hearing loop", 12, "Hall")
    }
    assert db.scalar(select(func.count()).select_from(Letter)) == 2 * 3 * 3
    ends = db.scalars(select(SessionEnd.ends_at).order_by(SessionEnd.ends_at)).all()
    assert ends == [one.ends_at for one in sessions]


def test_one_session_that_does_not_fit_keeps_all_from_being_planned(db: Session) -> None:
    cohort = make_cohort(db)
    plan = SeriesPlan(
        {
            0: session(date(2027, 3, 2)),
            1: session(date(2027, 3, 28), time(1, 30)),
            2: session(date(2026, 3, 2)),
            3: session(date(2027, 3, 2), title=" "),
            4: session(date(2027, 3, 2), module_id=uuid4()),
        }
    )
    with pytest.raises(RowsRefused) as refused:
        plan_series(db, make_facilitator(db, cohort), plan, cohort=cohort, now=NOON)
    assert {number: type(fault) for number, fault in refused.value.faults.items()} == {
        1: NoSuchTime,
        2: errors.InThePast,
        3: errors.TitleNeeded,
        4: errors.ModuleUnknown,
    }
    for table in (Gathering, GatheringSeries, Letter):
        assert db.scalar(select(func.count()).select_from(table)) == 0


@given(ZONES, st.dates(date(2027, 2, 1), date(2029, 6, 1)), st.times())
def test_only_times_that_the_clocks_skip_are_faults(zone: str, day: date, clock: time) -> None:
    faults = faults_in(SeriesPlan({7: session(day, clock)}), zone, NOON)
    try:
        to_utc(day, clock, zone)
    except NoSuchTime:
        assert type(faults[7]) is NoSuchTime
    else:
        assert faults == {}


def test_a_series_has_some_sessions_and_not_too_many(db: Session) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    with pytest.raises(NoSessionLeft):
        plan_series(db, actor, SeriesPlan({}), cohort=cohort, now=NOON)
    with pytest.raises(TooManySessions):
        plan_series(db, actor, weekly(date(2027, 3, 2), 51), cohort=cohort, now=NOON)


def test_a_form_sent_twice_at_once_makes_one_series(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        actor = make_facilitator(db, cohort)
    plan = weekly(date(2027, 3, 2), 5)
    together = Barrier(2)

    def send(_: int) -> tuple[UUID, bool]:
        together.wait(10)
        with sessions.begin() as db:
            made = plan_series(db, actor, plan, cohort=cohort, now=NOON)
            return made.id, made.is_new

    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(send, range(2)))
    assert len({series_id for series_id, _ in both}) == 1
    assert sorted(is_new for _, is_new in both) == [False, True]
    with sessions() as db:
        assert db.scalar(select(func.count()).select_from(Gathering)) == 5
        assert db.scalar(select(func.count()).select_from(Letter)) == 15


def test_the_key_of_another_cohorts_form_finds_nothing(db: Session) -> None:
    plan, cohort, other = weekly(date(2027, 3, 2), 2), make_cohort(db), make_cohort(db)
    plan_series(db, make_facilitator(db, cohort), plan, cohort=cohort, now=NOON)
    with pytest.raises(NotFound):
        plan_series(db, make_facilitator(db, other), plan, cohort=other, now=NOON)


def test_a_series_costs_the_same_however_long_it_is_and_however_many_come(
    db: Session, course: Cohort, count_statements: CountStatements
) -> None:
    actor = make_facilitator(db, course)
    module_id = modules_in_order(db, course)[0]
    sent = []
    for number, people in ((2, 1), (40, 60)):
        for _ in range(people):
            make_member(db, course)
        days = [date(2027, 3, 2) + timedelta(weeks=week) for week in range(number)]
        rows = {place: session(day, module_id=module_id) for place, day in enumerate(days)}
        with count_statements() as statements:
            plan_series(db, actor, SeriesPlan(rows), cohort=course, now=NOON)
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 8

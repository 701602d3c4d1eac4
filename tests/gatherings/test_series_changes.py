"""Moving and calling off the sessions of a series: one yes, one letter."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.models import Cohort
from app.gatherings.actions.remind import plan_reminders
from app.gatherings.actions.series_changes import (
    SeriesCallOff,
    SeriesMove,
    call_off_sessions,
    move_sessions,
)
from app.gatherings.errors import HasBegun
from app.gatherings.errors.changes import (
    NothingToMove,
    ScopeNeeded,
    SeriesChangedMeanwhile,
    SomeCannotMove,
)
from app.gatherings.kinds.changed import MovedKind, SeriesCancelledKind, SeriesMovedKind
from app.gatherings.models import Gathering
from app.gatherings.queries.series_changes import new_times, sessions_to_change
from app.gatherings.rules.series_changes import LATER, ONE, WHOLE, Shift, seal
from app.kit.times import in_zone
from app.people.models import Person
from app.post.kinds import Lapse
from app.post.models import Letter
from app.progress.models import SessionEnd
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.gatherings.changing import change_to, draft, letters, said, states
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import make_gathering, make_series
from tests.make.progress import make_way

# Saturday 30 January 2027, 12pm in London.
START = NOON + timedelta(days=10)
AN_HOUR = Shift(minutes=60)


def seen(db: Session, gathering: Gathering, scope: str, now: datetime = NOON) -> str:
    """The seal of what a facilitator looks at before the yes."""
    found = sessions_to_change(db, gathering, scope, now)
    return seal([(one.id, one.sequence) for one in found])


def move(
    db: Session,
    actor: Person,
    gathering: Gathering,
    cohort: Cohort,
    shift: Shift = AN_HOUR,
    *,
    scope: str = WHOLE,
    key: UUID | None = None,
    now: datetime = NOON,
) -> int:
    """Look, and say yes."""
    wanted = SeriesMove(scope, shift, seen(db, gathering, scope, now), key or uuid4())
    return move_sessions(db, actor, wanted, gathering=gathering, cohort=cohort, now=now)


def call_off(
    db: Session,
    actor: Person,
    gathering: Gathering,
    *,
    scope: str = WHOLE,
    key: UUID | None = None,
    now: datetime = NOON,
) -> int:
    """Look, and say yes."""
    wanted = SeriesCallOff(scope, seen(db, gathering, scope, now), key or uuid4())
    return call_off_sessions(db, actor, wanted, gathering=gathering, now=now)


def on_the_wall(sessions: list[Gathering], zone: str = "Europe/London") -> list[str]:
    """The days and times of sessions as a clock on the wall shows them."""
    return [f"{in_zone(one.starts_at, zone):%d %b %H:%M}" for one in sessions]


def test_a_whole_series_moves_by_an_hour_and_each_person_gets_one_letter(db: Session) -> None:
    cohort = make_cohort(db)
    farah, amina = make_facilitator(db, cohort), make_member(db, cohort)
    sessions = make_series(db, cohort, 3)
    alone = make_gathering(db, cohort, starts_at=START)
    assert move(db, farah, sessions[1], cohort) == 3
    assert on_the_wall(sessions) == ["30 Jan 13:00", "06 Feb 13:00", "13 Feb 13:00"]
    assert [(one.sequence, one.moves, one.changed_at) for one in sessions] == [(1, 1, NOON)] * 3
    assert alone.starts_at == START
    assert letters(db, amina, "moved") == []
    (letter,) = letters(db, amina, "series_moved")
    assert (letter.about_id, letter.cohort_id) == (sessions[0].series_id, cohort.id)
    told = draft(db, SeriesMovedKind(), letter)
    assert told.subject == "New times: 3 sessions of Riverside neighbours"
    for place, day in enumerate(("Saturday 30 January", "Saturday 6 February"), start=1):
        assert (
            f"Meeting {place}\nBefore: {day} 2027, 12pm to 1pm (UK time)\n"
            f"Now: {day} 2027, 1pm to 2pm (UK time)"
        ) in told.body
    assert told.calendar is not None
    assert told.calendar.count("METHOD:REQUEST") == 3


def test_this_one_and_later_ones_or_only_this_one(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    sessions = make_series(db, cohort, 4)
    assert move(db, farah, sessions[2], cohort, scope=LATER) == 2
    assert move(db, farah, sessions[0], cohort, scope=ONE, shift=Shift(minutes=-30)) == 1
    assert on_the_wall(sessions) == [
        "30 Jan 11:30",
        "06 Feb 12:00",
        "13 Feb 13:00",
        "20 Feb 13:00",
    ]
    assert states(db, farah, "moved") == {"1": "due"}


def test_sessions_that_have_begun_or_are_off_stay_where_they_are(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    sessions = make_series(db, cohort, 4)
    sessions[2].state = "cancelled"
    db.flush()
    now = START + timedelta(minutes=5)
    assert move(db, farah, sessions[1], cohort, now=now) == 2
    assert on_the_wall(sessions) == [
        "30 Jan 12:00",
        "06 Feb 13:00",
        "13 Feb 12:00",
        "20 Feb 13:00",
    ]
    with pytest.raises(NothingToMove):
        move(db, farah, sessions[0], cohort, now=START + timedelta(days=60))


@pytest.mark.parametrize(
    ("shift", "clocks"),
    [
        # From 12pm in winter time; the clocks go forward on 28 March.
        (Shift(minutes=60), ["13:00", "13:00", "13:00"]),
        (Shift(clock=time(18, 30)), ["18:30", "18:30", "18:30"]),
        (Shift(minutes=-90), ["10:30", "10:30", "10:30"]),
    ],
)
def test_times_are_those_of_the_wall_also_where_the_clocks_change(
    db: Session, shift: Shift, clocks: list[str]
) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    days = [(2027, 3, 21, 12), (2027, 3, 28, 11), (2027, 4, 4, 11)]
    sessions = make_series(db, cohort, 3)
    for session, (year, month, day, hour) in zip(sessions, days, strict=True):
        session.starts_at = datetime(year, month, day, hour, tzinfo=UTC)
        session.ends_at = session.starts_at + timedelta(hours=1)
    db.flush()
    move(db, farah, sessions[0], cohort, shift)
    assert [f"{in_zone(one.starts_at, 'Europe/London'):%H:%M}" for one in sessions] == clocks
    assert {one.ends_at - one.starts_at for one in sessions} == {timedelta(hours=1)}


def test_a_move_across_the_night_of_the_change_keeps_the_time_on_the_wall(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    # Saturday 30 October at noon, summer time; a day later it is winter time.
    (session,) = make_series(db, cohort, 1, starts_at=datetime(2027, 10, 30, 11, tzinfo=UTC))
    move(db, farah, session, cohort, Shift(minutes=24 * 60))
    assert session.starts_at == datetime(2027, 10, 31, 12, tzinfo=UTC)


def test_a_time_that_the_clocks_skip_is_shown_and_nothing_moves(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    sessions = make_series(db, cohort, 2, starts_at=datetime(2027, 3, 21, 12, tzinfo=UTC))
    shift = Shift(clock=time(1, 30))
    times = new_times(sessions, shift, cohort.time_zone, NOON)
    assert [one.fault for one in times] == [
        "",
        "The clocks go forward then, so that time does not exist. Choose another time.",
    ]
    with pytest.raises(SomeCannotMove):
        move(db, farah, sessions[0], cohort, shift)
    assert [one.moves for one in sessions] == [0, 0]


def test_a_session_cannot_move_into_the_past(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    sessions = make_series(db, cohort, 2, starts_at=NOON + timedelta(hours=2))
    with pytest.raises(SomeCannotMove):
        move(db, farah, sessions[0], cohort, Shift(minutes=-120))
    assert move(db, farah, sessions[0], cohort, Shift(minutes=-119)) == 2


def test_reminders_and_the_ends_that_steps_wait_for_go_along(db: Session) -> None:
    way = make_way(db)
    farah = make_facilitator(db, way.cohort)
    sessions = make_series(db, way.cohort, 2, module_ids=[way.modules[0].id])
    plan_reminders(db, NOON)
    move(db, farah, sessions[0], way.cohort)
    found = states(db, farah, "reminder")
    assert found == {
        "week_before": "lapsed",
        "day_before": "lapsed",
        "hour_before": "lapsed",
        "week_before.1": "due",
        "day_before.1": "due",
        "hour_before.1": "due",
    }
    assert db.scalars(select(SessionEnd.ends_at)).all() == [START + timedelta(hours=2)]


def test_what_was_changed_since_it_was_looked_at_is_not_moved(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    sessions = make_series(db, cohort, 2)
    old = SeriesMove(WHOLE, AN_HOUR, seen(db, sessions[0], WHOLE), uuid4())
    change_to(db, farah, sessions[1], cohort, place="The library")
    with pytest.raises(SeriesChangedMeanwhile):
        move_sessions(db, farah, old, gathering=sessions[0], cohort=cohort, now=NOON)
    assert [one.moves for one in sessions] == [0, 0]


def test_it_must_be_clear_which_sessions_are_meant(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    sessions = make_series(db, cohort, 2)
    wanted = SeriesMove("some", AN_HOUR, "", uuid4())
    with pytest.raises(ScopeNeeded):
        move_sessions(db, farah, wanted, gathering=sessions[0], cohort=cohort, now=NOON)


def test_the_same_yes_twice_at_once_moves_once(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        farah = make_facilitator(db, cohort)
        made = make_series(db, cohort, 3)
        wanted = SeriesMove(WHOLE, AN_HOUR, seen(db, made[0], WHOLE), uuid4())
    together = Barrier(2)

    def press(_: int) -> int:
        together.wait(10)
        with sessions.begin() as db:
            gathering = db.get_one(Gathering, made[0].id)
            return move_sessions(db, farah, wanted, gathering=gathering, cohort=cohort, now=NOON)

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(press, range(2))) == [3, 3]
    with sessions() as db:
        assert db.scalars(select(Gathering.moves)).all() == [1, 1, 1]
        assert db.scalar(select(func.count()).select_from(Letter)) == 1 + 3 * 3


def test_a_session_changed_after_the_series_is_told_in_its_own_letter_only(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    sessions = make_series(db, cohort, 3)
    move(db, farah, sessions[0], cohort)
    later = NOON + timedelta(minutes=1)
    change_to(db, farah, sessions[1], cohort, clock=time(16, 0), now=later)
    call_off(db, farah, sessions[2], scope=ONE, now=later)
    (series,) = letters(db, farah, "series_moved")
    told = draft(db, SeriesMovedKind(), series, later)
    assert "Meeting 1" in told.body
    assert "Meeting 2" not in told.body
    assert "Meeting 3" not in told.body
    assert told.subject.startswith("New times: One session")
    (own,) = letters(db, farah, "moved")
    assert (
        "before: Saturday 6 February 2027, 12pm to 1pm" in draft(db, MovedKind(), own, later).body
    )


def test_a_letter_about_one_session_gives_way_to_the_one_about_the_series(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    sessions = make_series(db, cohort, 2)
    change_to(db, farah, sessions[0], cohort, clock=time(10, 0))
    move(db, farah, sessions[0], cohort, now=NOON + timedelta(minutes=1))
    assert states(db, farah, "moved") == {"1": "lapsed"}
    (series,) = letters(db, farah, "series_moved")
    assert (
        "Before: Saturday 30 January 2027, 12pm to 1pm" in draft(db, SeriesMovedKind(), series).body
    )
    move(db, farah, sessions[0], cohort, now=NOON + timedelta(minutes=2))
    first, second = letters(db, farah, "series_moved")
    assert isinstance(said(db, SeriesMovedKind(), first), Lapse)
    db.execute(update(Letter).where(Letter.id == first.id).values(state="sent"))
    assert (
        "Before: Saturday 30 January 2027, 11am to 12pm"
        in draft(db, SeriesMovedKind(), second).body
    )


def test_a_whole_series_is_called_off_in_one_letter(db: Session) -> None:
    cohort = make_cohort(db)
    farah, amina = make_facilitator(db, cohort), make_member(db, cohort)
    sessions = make_series(db, cohort, 3)
    plan_reminders(db, NOON)
    key = uuid4()
    assert [call_off(db, farah, sessions[1], scope=LATER, key=key) for _ in range(2)] == [2, 2]
    assert [one.state for one in sessions] == ["planned", "cancelled", "cancelled"]
    assert [one.sequence for one in sessions] == [0, 1, 1]
    waiting = [one for one in letters(db, amina, "reminder") if one.state == "due"]
    assert {one.about_id for one in waiting} == {sessions[0].id}
    assert letters(db, amina, "cancelled") == []
    (letter,) = letters(db, amina, "series_cancelled")
    told = draft(db, SeriesCancelledKind(), letter)
    assert told.subject == "Called off: 2 sessions of Riverside neighbours"
    assert "* Meeting 2, Saturday 6 February 2027, 12pm (UK time)" in told.body
    assert "Meeting 1" not in told.body
    assert told.calendar is not None
    assert told.calendar.count("METHOD:CANCEL") == 2
    over = said(db, SeriesCancelledKind(), letter, START + timedelta(days=30))
    assert isinstance(over, Lapse)
    letter.cohort_id = make_cohort(db).id
    assert isinstance(said(db, SeriesCancelledKind(), letter), Lapse)


def test_a_session_that_has_begun_is_not_called_off_with_its_series(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    sessions = make_series(db, cohort, 2)
    now = START + timedelta(minutes=5)
    assert call_off(db, farah, sessions[0], now=now) == 1
    assert [one.state for one in sessions] == ["planned", "cancelled"]
    with pytest.raises(HasBegun):
        call_off(db, farah, sessions[0], scope=ONE, now=now)


@pytest.mark.parametrize("number", [10, 40])
def test_the_statements_are_the_same_for_ten_sessions_or_forty(
    db: Session, count_statements: CountStatements, number: int
) -> None:
    way = make_way(db)
    farah = make_facilitator(db, way.cohort)
    for _ in range(number):
        make_member(db, way.cohort)
    sessions = make_series(db, way.cohort, number, module_ids=[way.modules[0].id])
    plan_reminders(db, NOON)
    mark = seen(db, sessions[0], WHOLE)
    with count_statements() as statements:
        move_sessions(
            db,
            farah,
            SeriesMove(WHOLE, AN_HOUR, mark, uuid4()),
            gathering=sessions[0],
            cohort=way.cohort,
            now=NOON,
        )
    assert len(statements) == 12
    about = db.scalars(select(Letter).where(Letter.kind == "series_moved")).all()
    with count_statements() as statements:
        SeriesMovedKind().prepare(db, about, site="http://learning.example", now=NOON)
    assert len(statements) == 5
    off = SeriesCallOff(WHOLE, seen(db, sessions[0], WHOLE), uuid4())
    with count_statements() as statements:
        call_off_sessions(db, farah, off, gathering=sessions[0], now=NOON)
    assert len(statements) == 9

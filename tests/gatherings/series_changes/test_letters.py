"""One letter about all that moved, and none that says it twice."""

from __future__ import annotations

from datetime import time, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.gatherings.kinds.changed import MovedKind, SeriesMovedKind
from app.gatherings.rules.series_changes import ONE
from app.post.kinds import Lapse
from app.post.models import Letter
from tests.clock import NOON
from tests.gatherings.changing import change_to, draft, letters, said, states
from tests.gatherings.series_changes.saying_yes import START, call_off, move, on_the_wall
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import make_gathering, make_series


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

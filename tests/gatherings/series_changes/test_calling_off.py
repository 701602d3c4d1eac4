"""Calling off the sessions of a series: one yes, one letter."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from app.gatherings.actions.remind import plan_reminders
from app.gatherings.errors import HasBegun
from app.gatherings.kinds.changed import SeriesCancelledKind
from app.gatherings.rules.series_changes import LATER, ONE
from app.post.kinds import Lapse
from tests.clock import NOON
from tests.gatherings.changing import draft, letters, said
from tests.gatherings.series_changes.saying_yes import START, call_off
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import make_series


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

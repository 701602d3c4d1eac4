"""Who is brought a session, and who is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.actions.bring import bring_sessions
from app.gatherings.models import Gathering
from app.post.models import Letter
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.gatherings.calendars.ticks import letters, planned
from tests.make.cohorts import make_member
from tests.make.gatherings import make_gathering

if TYPE_CHECKING:
    from app.wiring import Platform


@pytest.mark.parametrize("state", ["left", "declined", "invited", "waiting"])
def test_nobody_outside_a_cohort_is_brought_its_sessions(
    db: Session, platform: Platform, cohort: Cohort, state: str
) -> None:
    make_member(db, cohort, state=state)
    make_gathering(db, cohort)
    db.commit()
    assert letters(platform) == []
    assert planned(db) == []


def test_a_session_called_off_before_its_letter_left_is_not_brought(
    db: Session, platform: Platform, cohort: Cohort
) -> None:
    make_member(db, cohort)
    gathering = make_gathering(db, cohort)
    bring_sessions(db, now=NOON)
    db.execute(update(Gathering).where(Gathering.id == gathering.id).values(state="cancelled"))
    db.commit()
    assert letters(platform) == []
    assert planned(db) == [("session", "lapsed")]


def test_people_by_phone_and_on_paper_are_told_of_sessions_too(
    db: Session, platform: Platform, cohort: Cohort
) -> None:
    for channel, phone in (("call", "+447700900001"), ("post", None)):
        person = make_member(db, cohort, email=None)
        person.phone, person.channel = phone, channel
    make_gathering(db, cohort)
    db.commit()
    assert letters(platform) == []
    assert planned(db) == [("session", "listed")] * 2
    assert set(db.scalars(select(Letter.calendar))) == {None}


def test_looking_for_sessions_to_bring_costs_one_statement_for_any_number(
    db: Session, cohort: Cohort, count_statements: CountStatements
) -> None:
    for _ in range(30):
        make_member(db, cohort)
        make_gathering(db, cohort)
    db.commit()
    with count_statements() as statements:
        assert bring_sessions(db, now=NOON) == 900
        assert bring_sessions(db, now=NOON) == 0
    assert len(statements) == 2

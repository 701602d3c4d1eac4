"""Letters that bring sessions to people's calendars, move them and take them out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.actions.cancel import cancel_session
from app.gatherings.actions.change import SessionChange, change_session
from app.gatherings.actions.plan import SessionPlan
from app.gatherings.actions.series import SeriesPlan, SeriesSession, plan_series
from app.gatherings.models import Gathering
from app.kit.times import in_zone, to_utc
from app.people.models import Person
from app.post.models import Letter
from tests.clock import NOON, StoppedClock
from tests.gatherings.calendar_client import (
    READERS,
    CalendarProgram,
    Reader,
    calendar_files,
    offered,
)
from tests.gatherings.calendars.ticks import letters
from tests.make.cohorts import make_facilitator, make_member
from tests.make.gatherings import make_gathering

if TYPE_CHECKING:
    from app.wiring import Platform


@pytest.fixture
def farah(db: Session, cohort: Cohort) -> Person:
    """Who runs it, and has no e-mail."""
    farah = make_facilitator(db, cohort)
    farah.phone, farah.channel, farah.email = "+447700900123", "call", None
    db.flush()
    return farah


@pytest.mark.parametrize("reader", READERS)
def test_letters_bring_a_session_move_it_and_take_it_out(
    db: Session,
    platform: Platform,
    cohort: Cohort,
    farah: Person,
    clock: StoppedClock,
    reader: Reader,
) -> None:
    make_member(db, cohort, name="Amina", email="amina@example.org")
    gathering = make_gathering(db, cohort, title="First meeting")
    db.commit()
    program = CalendarProgram(reader)
    [first] = letters(platform)
    program.take(offered(first) or "")
    [held] = program.held.values()
    assert (held.title, held.starts_at) == (
        "First meeting (Riverside neighbours)",
        gathering.starts_at,
    )
    assert held.attendees == ("mailto:amina@example.org",)
    assert letters(platform) == []

    later = gathering.starts_at + timedelta(hours=1)
    move(db, farah, gathering, later, cohort, clock.now())
    [second] = letters(platform)
    program.take(offered(second) or "")
    assert [(one.uid, one.starts_at) for one in program.held.values()] == [(held.uid, later)]

    cancel_session(db, farah, gathering_id=gathering.id, now=clock.now())
    db.commit()
    [third] = letters(platform)
    program.take(offered(third) or "")
    assert program.held == {}


def move(
    db: Session, actor: Person, gathering: Gathering, to: datetime, cohort: Cohort, now: datetime
) -> None:
    """Move a session, as its form does."""
    local = in_zone(to, cohort.time_zone)
    plan = SessionPlan(
        title=gathering.title,
        day=local.date(),
        clock=local.time(),
        minutes=60,
        how=gathering.how,
        link=gathering.link,
    )
    change = SessionChange(plan, seen=gathering.sequence)
    change_session(db, actor, change, gathering_id=gathering.id, cohort=cohort, now=now)
    db.commit()


def test_a_series_is_one_letter_with_a_file_for_each_session(
    db: Session, platform: Platform, cohort: Cohort, farah: Person, clock: StoppedClock
) -> None:
    make_member(db, cohort, name="Amina", email="amina@example.org")
    days = [clock.now().date() + timedelta(weeks=week) for week in range(1, 14)]
    sessions = {
        number: SeriesSession(SessionPlan(f"Meeting {number}", day, NOON.time(), 60, "online"))
        for number, day in enumerate(days)
    }
    plan_series(db, farah, SeriesPlan(sessions), cohort=cohort, now=clock.now())
    db.execute(update(Letter).where(Letter.kind == "reminder").values(state="lapsed"))
    db.commit()
    [letter] = letters(platform)
    assert letter["Subject"].startswith("13 sessions of Riverside neighbours, from Wednesday 27")
    assert offered(letter) is None
    expected = [to_utc(day, NOON.time(), "Europe/London") for day in days]
    for reader in READERS:
        program = CalendarProgram(reader)
        for file in calendar_files(letter):
            program.take(file)
        assert [one.starts_at for one in program.held.values()] == expected


def test_whoever_joins_gets_all_that_is_ahead_in_one_letter_and_nothing_twice(
    db: Session, platform: Platform, cohort: Cohort, clock: StoppedClock
) -> None:
    make_gathering(db, cohort, title="Over", starts_at=NOON - timedelta(days=1))
    make_gathering(db, cohort, title="Off", state="cancelled")
    for number in (1, 2):
        make_gathering(db, cohort, title=f"Ahead {number}", starts_at=NOON + timedelta(days=number))
    db.commit()
    assert letters(platform) == []
    clock.move(hours=1)
    amina = make_member(db, cohort, name="Amina", email="amina@example.org")
    joined(db, amina, clock.now())
    [letter] = letters(platform)
    assert letter["To"] == "Amina <amina@example.org>"
    text = letter.get_body(("plain",))
    assert text is not None
    told = [word for word in ("Ahead 1", "Ahead 2", "Over", "Off") if word in text.get_content()]
    assert told == ["Ahead 1", "Ahead 2"]
    assert len(calendar_files(letter)) == 2

    clock.move(hours=1)
    make_gathering(db, cohort, title="New").created_at = clock.now()
    db.commit()
    [letter] = letters(platform)
    assert letter["Subject"].startswith("New session: New")
    assert letters(platform) == []


def joined(db: Session, person: Person, at: datetime) -> None:
    """Note that somebody joined at this moment."""
    db.execute(update(Enrolment).where(Enrolment.person_id == person.id).values(joined_at=at))
    db.commit()


def test_a_session_has_one_name_in_calendars_for_ever(
    db: Session, platform: Platform, cohort: Cohort
) -> None:
    make_member(db, cohort)
    gathering = make_gathering(db, cohort)
    db.commit()
    [letter] = letters(platform)
    [file] = calendar_files(letter)
    [entry] = READERS[0](file).entries
    name, _, host = entry.uid.partition("@")
    assert (UUID(name), host) == (gathering.id, "learning.example")


def test_whoever_joins_before_one_session_gets_it_as_an_invitation(
    db: Session, platform: Platform, cohort: Cohort, clock: StoppedClock
) -> None:
    make_gathering(db, cohort, title="Only one")
    clock.move(hours=1)
    joined(db, make_member(db, cohort), clock.now())
    [letter] = letters(platform)
    assert letter["Subject"] == "New session: Only one, Saturday 30 January 2027, 12pm (UK time)"
    assert offered(letter) is not None

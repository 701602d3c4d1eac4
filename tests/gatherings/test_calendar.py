"""Sessions in people's calendars, read by two readers that know nothing of our writer."""

from __future__ import annotations

import mailbox
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.actions.bring import bring_sessions
from app.gatherings.actions.cancel import cancel_session
from app.gatherings.actions.change import SessionChange, change_session
from app.gatherings.actions.plan import SessionPlan
from app.gatherings.actions.series import SeriesPlan, SeriesSession, plan_series
from app.gatherings.letters.calendar import CANCEL, REQUEST, Event, invitation
from app.gatherings.models import Gathering
from app.kit.times import in_zone, to_utc
from app.people.models import Person
from app.post.actions.send import send_due
from app.post.models import Letter
from app.post.rules.invited import invite
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements
from tests.gatherings.calendar_client import (
    READERS,
    CalendarProgram,
    Reader,
    calendar_files,
    offered,
)
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import make_gathering

if TYPE_CHECKING:
    from app.wiring import Platform

EVENT = Event(
    uid="0199@learning.example",
    sequence=0,
    cohort="Riverside neighbours",
    zone="Europe/London",
    title="What makes us well",
    starts_at=NOON + timedelta(days=10),
    ends_at=NOON + timedelta(days=10, hours=1),
    state="planned",
    how="in_person",
    place="Community hall",
    phone="",
    about="",
    page="http://learning.example/sessions/0199",
    changed_at=NOON,
    organiser="no-reply@learning.example",
)
# Both sides of the nights in which the clocks change, and the hours in them.
AROUND_THE_CHANGES = [
    datetime(2026, 3, 28, 10, tzinfo=UTC),
    datetime(2026, 3, 29, 0, 59, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    datetime(2026, 3, 29, 9, tzinfo=UTC),
    datetime(2026, 10, 24, 9, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 10, tzinfo=UTC),
    datetime(2031, 3, 30, 1, 0, tzinfo=UTC),
]


def letters(platform: Platform) -> list[EmailMessage]:
    """What a worker does at a tick; the letters it sends."""
    with platform.transaction() as db:
        bring_sessions(db, now=platform.clock.now())
    place = Path(platform.settings.mail_url.removeprefix("maildir:"))
    place.parent.mkdir(parents=True, exist_ok=True)
    folder = mailbox.Maildir(place)
    before = set(folder.keys())
    send_due(platform.sessions, platform.office, clock=platform.clock)
    new = sorted(set(folder.keys()) - before)
    return [message_from_bytes(folder.get_bytes(key), policy=policy.default) for key in new]


def planned(db: Session) -> list[tuple[str, str]]:
    """The kinds of the letters that bring sessions, and what became of each."""
    db.commit()
    found = select(Letter.kind, Letter.state).where(Letter.kind.in_(["session", "sessions"]))
    return sorted((kind, state) for kind, state in db.execute(found))


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort with the address `riverside`."""
    return make_cohort(db, slug="riverside", name="Riverside neighbours")


@pytest.fixture
def farah(db: Session, cohort: Cohort) -> Person:
    """Who runs it, and has no e-mail."""
    farah = make_facilitator(db, cohort)
    farah.phone, farah.channel, farah.email = "+447700900123", "call", None
    db.flush()
    return farah


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("starts_at", AROUND_THE_CHANGES)
@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Asia/Kolkata"])
def test_a_session_is_at_its_hour_in_every_program(
    reader: Reader, starts_at: datetime, zone: str
) -> None:
    event = replace(
        EVENT, zone=zone, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=90)
    )
    text = invitation(event, REQUEST, now=NOON)
    # Under a name that no program knows, it must go by what we say of the clocks.
    [entry] = reader(text.replace("Europe/London", "Our/London")).entries
    assert (entry.starts_at, entry.ends_at) == (event.starts_at, event.ends_at)


def test_a_session_in_london_is_told_on_the_clocks_of_london() -> None:
    summer = replace(
        EVENT,
        starts_at=datetime(2026, 3, 30, 9, tzinfo=UTC),
        ends_at=datetime(2026, 3, 30, 10, tzinfo=UTC),
    )
    assert "DTSTART;TZID=Europe/London:20260330T100000" in invitation(summer, REQUEST, now=NOON)


@pytest.mark.parametrize("reader", READERS)
@given(
    title=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=120),
    place=st.text(st.sampled_from("abc ,;:\\\"'é€𝄞"), max_size=200),
    name=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=80),
)
def test_whatever_people_write_arrives_and_every_line_is_short(
    reader: Reader, title: str, place: str, name: str
) -> None:
    event = replace(EVENT, title=title, place=place, about="END:VEVENT\nand “more”")
    text = invite(invitation(event, REQUEST, now=NOON), name=name, address="amina@learning.example")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    [entry] = reader(text).entries
    assert entry.title == f"{title} (Riverside neighbours)"
    assert entry.attendees == ("mailto:amina@learning.example",)


@pytest.mark.parametrize("reader", READERS)
def test_a_program_sees_a_session_move_and_vanish(reader: Reader) -> None:
    program = CalendarProgram(reader)
    first = invitation(EVENT, REQUEST, now=NOON)
    program.take(first)
    [held] = program.held.values()
    assert (held.starts_at, held.place) == (EVENT.starts_at, "Community hall")
    later = EVENT.starts_at + timedelta(hours=1)
    moved = replace(EVENT, sequence=1, starts_at=later, ends_at=later + timedelta(hours=1))
    program.take(invitation(moved, REQUEST, now=NOON))
    program.take(first)
    assert [one.starts_at for one in program.held.values()] == [later]
    off = replace(moved, sequence=2, state="cancelled")
    program.take(invitation(off, CANCEL, now=NOON))
    assert program.held == {}


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

"""A session as a calendar file, read by two readers that know nothing of our writer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gatherings.letters.calendar import CANCEL, REQUEST, Event, invitation
from app.post.rules.invited import invite
from tests.clock import NOON
from tests.gatherings.calendar_client import (
    READERS,
    CalendarProgram,
    Reader,
)

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

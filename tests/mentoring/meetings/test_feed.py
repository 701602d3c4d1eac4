"""Meetings are in the private calendar of each of the two, as sessions are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.gatherings.actions.feed import make_feed
from app.gatherings.queries.feed import feed_of
from app.mentoring.actions.meetings import cancel_meeting
from app.mentoring.actions.pairings import By, move_pairing
from app.mentoring.queries.meetings import MeetingPlace
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.states import ACTIVE, SAFEGUARDING, SUSPENDED
from app.people.models import Person
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.gatherings.calendar_client import READERS, CalendarProgram, Reader
from tests.make.gatherings import make_gathering
from tests.make.mentoring import Mentors, make_meeting

Feed = Callable[[Person], str]


@pytest.fixture
def feed(db: Session, app: Flask, client: FlaskClient) -> Feed:
    """What a calendar program of this person gets."""
    links = app.extensions["platform"].links

    def read(person: Person) -> str:
        make_feed(db, person, now=NOON)
        db.commit()
        found = feed_of(db, person.id)
        assert found is not None
        return client.get(f"/calendar/{links.sign('calendar', found.id)}.ics").text

    return read


@pytest.mark.parametrize("reader", READERS)
def test_a_calendar_holds_sessions_and_meetings_in_their_order(
    db: Session, mentors: Mentors, pair: PairingPlace, feed: Feed, reader: Reader
) -> None:
    make_meeting(db, pair.pairing, starts_at=NOON + timedelta(days=1), place="The library")
    make_gathering(db, mentors.cohort, title="Circle", starts_at=NOON + timedelta(days=2))
    entries = reader(feed(mentors.joan)).entries
    assert [one.title for one in entries] == [
        "Meeting with Petra Nurse",
        f"Circle ({mentors.cohort.name})",
    ]
    assert entries[0].place == "The library"
    other = reader(feed(mentors.petra)).entries[0]
    assert (other.title, other.uid) == ("Meeting with Joan Longstreet", entries[0].uid)
    for who in ("same cohort", "facilitator"):
        found = reader(feed(mentors.everybody[who])).entries
        assert not any(one.uid == other.uid for one in found)
    for who in ("coordinator", "safeguarding lead", "programme lead", "outsider"):
        assert "BEGIN:VEVENT" not in feed(mentors.everybody[who])


@pytest.mark.parametrize("reader", READERS)
def test_a_meeting_that_is_off_leaves_the_calendar(
    db: Session, mentors: Mentors, pair: PairingPlace, feed: Feed, reader: Reader
) -> None:
    meeting = make_meeting(db, pair.pairing)
    program = CalendarProgram(reader)
    program.follow(feed(mentors.joan))
    assert len(program.held) == 1
    cancel_meeting(db, MeetingPlace(pair, meeting), mentors.petra, now=NOON)
    db.commit()
    told = reader(feed(mentors.joan)).entries
    assert [(one.status, one.sequence) for one in told] == [("CANCELLED", 1)]
    program.follow(feed(mentors.joan))
    assert program.held == {}


def test_on_hold_a_pair_has_no_meetings_in_calendars_and_afterwards_again(
    db: Session, mentors: Mentors, pair: PairingPlace, feed: Feed
) -> None:
    make_meeting(db, pair.pairing)
    by = By(SAFEGUARDING, mentors.lead)
    move_pairing(db, pair.pairing.id, SUSPENDED, by=by, now=NOON)
    assert "BEGIN:VEVENT" not in feed(mentors.joan)
    move_pairing(db, pair.pairing.id, ACTIVE, by=by, now=NOON)
    assert "Meeting with Petra Nurse" in feed(mentors.joan)


def test_what_was_noted_without_a_plan_is_in_no_calendar(
    db: Session, mentors: Mentors, pair: PairingPlace, feed: Feed
) -> None:
    no_time = {"starts_at": None, "ends_at": None, "happened_on": NOON.date()}
    meeting = make_meeting(db, pair.pairing)
    meeting.state = "happened"
    for name, value in no_time.items():
        setattr(meeting, name, value)
    assert "BEGIN:VEVENT" not in feed(mentors.joan)


def test_the_feed_costs_the_same_for_many_meetings(
    db: Session,
    mentors: Mentors,
    pair: PairingPlace,
    feed: Feed,
    count_statements: CountStatements,
) -> None:
    counts = []
    for many in (1, 6):
        for _ in range(many):
            make_meeting(db, pair.pairing)
        feed(mentors.joan)
        with count_statements() as sent:
            feed(mentors.joan)
        counts.append(len(sent))
    assert counts[0] == counts[1]

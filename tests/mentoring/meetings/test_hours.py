"""Hours are counted on both sides, and each side is its person's own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.mentoring.actions.hours import count_hours
from app.mentoring.errors.meetings import MinutesWrong, NotMet, NotYet
from app.mentoring.models import MentoringHours, MentoringMeeting
from app.mentoring.queries.meetings import MeetingPlace
from app.mentoring.queries.pairings import PairingPlace
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.mentoring import Mentors, make_hours, make_meeting

HAPPENED: dict[str, Any] = {
    "state": "happened",
    "happened_on": NOON.date(),
    "starts_at": NOON - timedelta(hours=2),
}


@pytest.fixture
def meeting(db: Session, pair: PairingPlace) -> MentoringMeeting:
    """They met by phone today."""
    made = make_meeting(db, pair.pairing, **HAPPENED)
    db.commit()
    return made


def rows(db: Session) -> set[tuple[object, str, int]]:
    found = db.execute(
        select(MentoringHours.person_id, MentoringHours.direction, MentoringHours.minutes)
    )
    return {(who, direction, minutes) for who, direction, minutes in found}


def test_what_one_gave_the_other_received(
    db: Session, mentors: Mentors, pair: PairingPlace, meeting: MentoringMeeting
) -> None:
    joan, petra = mentors.joan.id, mentors.petra.id
    at = MeetingPlace(pair, meeting)
    count_hours(db, at, mentors.joan, gave=40, received=20, now=NOON)
    assert rows(db) == {
        (joan, "gave", 40),
        (petra, "received", 40),
        (joan, "received", 20),
        (petra, "gave", 20),
    }
    # The other puts it right, for both.
    count_hours(db, at, mentors.petra, gave=0, received=30, now=NOON)
    assert rows(db) == {(joan, "gave", 30), (petra, "received", 30)}


def test_each_sees_their_own_and_no_balance(
    mentors: Mentors, pair: PairingPlace, meeting: MentoringMeeting, as_person: As
) -> None:
    address = f"/mentoring/pairings/{pair.pairing.id}/meetings/{meeting.id}/hours"
    client = as_person(mentors.joan)
    answer = client.post(address, data={"gave": "40", "received": ""})
    assert answer.location == "/mentoring/hours"
    page = " ".join(client.get("/mentoring/hours").text.split())
    assert "you gave 40 minutes, and received 0 minutes. By phone." in page
    page = " ".join(as_person(mentors.petra).get("/mentoring/hours").text.split())
    assert "you gave 0 minutes, and received 40 minutes. By phone." in page
    for who in set(mentors.everybody) - {"member", "partner"}:
        page = as_person(mentors.everybody[who]).get("/mentoring/hours").text
        assert "Nothing is counted yet" in page


def test_what_is_no_number_of_minutes_is_refused(
    mentors: Mentors, pair: PairingPlace, meeting: MentoringMeeting, as_person: As
) -> None:
    address = f"/mentoring/pairings/{pair.pairing.id}/meetings/{meeting.id}/hours"
    for typed in ("481", "-1", "an hour"):
        answer = as_person(mentors.joan).post(address, data={"gave": typed, "received": "0"})
        assert answer.status_code == 422
        assert MinutesWrong.sentence in answer.text


def test_hours_are_of_meetings_that_happened(
    db: Session, mentors: Mentors, pair: PairingPlace
) -> None:
    at = MeetingPlace(pair, make_meeting(db, pair.pairing))
    with pytest.raises(NotYet):
        count_hours(db, at, mentors.joan, gave=1, received=1, now=NOON)


@pytest.mark.parametrize("typed", ["20", "an hour"])
def test_hours_of_a_meeting_that_was_a_slip_after_all_are_refused_whatever_was_typed(
    db: Session, mentors: Mentors, pair: PairingPlace, as_person: As, typed: str
) -> None:
    meeting = make_meeting(db, pair.pairing, starts_at=NOON - timedelta(hours=2), state="missed")
    db.commit()
    address = f"/mentoring/pairings/{pair.pairing.id}/meetings/{meeting.id}/hours"
    answer = as_person(mentors.joan).post(address, data={"gave": typed, "received": "0"})
    assert answer.status_code == 409
    assert NotMet.sentence in answer.text


def test_hours_of_a_meeting_that_was_taken_out_meanwhile_are_of_nothing(
    db: Session, mentors: Mentors, pair: PairingPlace, meeting: MentoringMeeting
) -> None:
    at = MeetingPlace(pair, meeting)
    db.execute(delete(MentoringMeeting))
    with pytest.raises(NotFound):
        count_hours(db, at, mentors.joan, gave=5, received=0, now=NOON)


def test_the_page_costs_the_same_for_many_meetings(
    db: Session,
    mentors: Mentors,
    pair: PairingPlace,
    as_person: As,
    count_statements: CountStatements,
) -> None:
    counts = []
    for many in (1, 5):
        for number in range(many):
            day = {"happened_on": NOON.date() - timedelta(days=number)}
            meeting = make_meeting(db, pair.pairing, **{**HAPPENED, **day})
            make_hours(db, meeting, mentors.joan, mentors.petra)
        client = as_person(mentors.joan)
        client.get("/mentoring/hours")
        with count_statements() as sent:
            client.get("/mentoring/hours")
        counts.append(len(sent))
    assert counts[0] == counts[1]

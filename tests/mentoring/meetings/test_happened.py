"""That two people met is noted in one tap, and once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.mentoring.actions.happenings import Told, note_meeting, note_missed, note_planned
from app.mentoring.actions.hours import count_hours
from app.mentoring.errors.meetings import DayWrong, HoursStand, HowNeeded, NotYet
from app.mentoring.errors.pairings import NotFromHere
from app.mentoring.models import MentoringMeeting, Pairing
from app.mentoring.queries.meetings import MeetingPlace
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.states import SUSPENDED
from app.people.models import Person
from tests.clock import NOON
from tests.conftest import As
from tests.make.mentoring import Mentors, make_meeting

TODAY = NOON.date()


def note(db: Session, pair: PairingPlace, who: Person, **changes: Any) -> MentoringMeeting:
    """They met by phone today, with changes by name."""
    facts: dict[str, Any] = {"mode": "phone", "day": TODAY, "now": NOON}
    return note_meeting(db, pair, Told(who, who), **{**facts, **changes})[0]


def count(db: Session) -> int:
    return db.scalars(select(func.count(MentoringMeeting.id))).one()


def test_one_tap_without_a_plan_is_enough(
    db: Session, mentors: Mentors, pair: PairingPlace, as_person: As
) -> None:
    address = f"/mentoring/pairings/{pair.pairing.id}"
    client = as_person(mentors.joan)
    assert client.post(f"{address}/happenings", data={"mode": "phone"}).status_code == 302
    page = " ".join(client.get(address).text.split())
    assert "You last met on Wednesday 20 January 2027. So far you have met once." in page
    assert db.get_one(Pairing, pair.pairing.id, populate_existing=True).last_met_on == TODAY


def test_a_second_tap_and_the_others_tap_are_the_same_meeting(
    db: Session, mentors: Mentors, pair: PairingPlace
) -> None:
    first = note(db, pair, mentors.joan)
    assert note(db, pair, mentors.joan) is first
    assert note(db, pair, mentors.petra) is first
    assert first.noted_by_id == mentors.joan.id
    assert note(db, pair, mentors.petra, mode="in_person") is not first


def test_a_tap_means_what_was_planned_for_the_day(
    db: Session, mentors: Mentors, pair: PairingPlace
) -> None:
    planned = make_meeting(db, pair.pairing, starts_at=NOON - timedelta(hours=2))
    assert note(db, pair, mentors.joan) is planned
    assert (planned.state, planned.happened_on, planned.minutes) == ("happened", TODAY, 60)


def test_a_plan_that_has_begun_is_said_to_have_happened_on_its_day(
    db: Session, mentors: Mentors, pair: PairingPlace, as_person: As
) -> None:
    meeting = make_meeting(db, pair.pairing, starts_at=NOON - timedelta(days=3))
    address = f"/mentoring/pairings/{pair.pairing.id}"
    client = as_person(mentors.petra)
    assert "Did you?" in client.get(address).text
    for _ in range(2):
        client.post(f"{address}/meetings/{meeting.id}/happenings", data={"met": "yes"})
    db.refresh(meeting)
    assert (meeting.state, meeting.happened_on) == ("happened", date(2027, 1, 17))
    assert meeting.noted_via == "page"


def test_what_is_still_to_come_has_not_happened(
    db: Session, mentors: Mentors, pair: PairingPlace
) -> None:
    at = MeetingPlace(pair, make_meeting(db, pair.pairing))
    with pytest.raises(NotYet):
        note_planned(db, at, Told(mentors.joan, mentors.joan), now=NOON)
    with pytest.raises(NotYet):
        note_missed(db, at, mentors.joan, now=NOON)


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), TODAY - timedelta(days=367)])
def test_a_day_that_cannot_be_is_refused(
    db: Session, mentors: Mentors, pair: PairingPlace, day: date
) -> None:
    with pytest.raises(DayWrong):
        note(db, pair, mentors.joan, day=day)


def test_the_newest_day_counts_whatever_is_noted_later(
    db: Session, mentors: Mentors, pair: PairingPlace
) -> None:
    note(db, pair, mentors.joan)
    note(db, pair, mentors.joan, day=TODAY - timedelta(days=9))
    assert pair.pairing.last_met_on == TODAY


def test_a_slip_is_taken_back_and_the_day_before_it_counts_again(
    db: Session, mentors: Mentors, pair: PairingPlace
) -> None:
    earlier = TODAY - timedelta(days=9)
    note(db, pair, mentors.joan, day=earlier)
    slip = note(db, pair, mentors.petra)
    assert note_missed(db, MeetingPlace(pair, slip), mentors.joan, now=NOON)
    assert (count(db), pair.pairing.last_met_on) == (1, earlier)


def test_a_plan_that_came_to_nothing_stays_as_that(
    db: Session, mentors: Mentors, pair: PairingPlace
) -> None:
    meeting = make_meeting(db, pair.pairing, starts_at=NOON - timedelta(days=3))
    at = MeetingPlace(pair, meeting)
    assert note_missed(db, at, mentors.joan, now=NOON)
    assert not note_missed(db, at, mentors.petra, now=NOON)
    # They remember that they did meet, after all.
    assert note_planned(db, at, Told(mentors.petra, mentors.petra), now=NOON)[1]
    assert meeting.state == "happened"


def test_a_meeting_with_hours_is_not_taken_back(
    db: Session, mentors: Mentors, pair: PairingPlace
) -> None:
    at = MeetingPlace(pair, note(db, pair, mentors.joan))
    count_hours(db, at, mentors.joan, gave=30, received=20, now=NOON)
    with pytest.raises(HoursStand):
        note_missed(db, at, mentors.petra, now=NOON)
    count_hours(db, at, mentors.petra, gave=0, received=0, now=NOON)
    assert note_missed(db, at, mentors.petra, now=NOON)


def test_a_coordinator_enters_it_for_somebody_by_phone_and_sees_the_month(
    db: Session, mentors: Mentors, pair: PairingPlace, as_person: As
) -> None:
    client = as_person(mentors.coordinator)
    address = f"/mentoring/coordination/pairings/{pair.pairing.id}/happenings"
    told = {"for": str(mentors.joan.id), "via": "call", "mode": "phone", "day": "2027-01-18"}
    assert client.post(address, data=told).status_code == 302
    page = client.get(address).text
    assert "They last met in January 2027." in page
    assert "18" not in page.split("<main", 1)[1].split("They last met", 1)[1].split("</p>", 1)[0]
    meeting = db.scalars(select(MentoringMeeting)).one()
    assert (meeting.noted_by_id, meeting.noted_via) == (mentors.coordinator.id, "call")
    own = as_person(mentors.petra).get(f"/mentoring/pairings/{pair.pairing.id}/meetings/").text
    assert "Entered for one of you by Mina Mentoring." in own


def test_a_coordinator_is_told_what_is_missing(
    mentors: Mentors, pair: PairingPlace, as_person: As
) -> None:
    client = as_person(mentors.coordinator)
    address = f"/mentoring/coordination/pairings/{pair.pairing.id}/happenings"
    told = {"for": str(mentors.joan.id), "via": "call", "mode": "phone", "day": "2027-01-22"}
    assert DayWrong.sentence in client.post(address, data=told).text
    assert (
        HowNeeded.sentence
        in client.post(address, data={**told, "day": "2027-01-18", "via": "owl"}).text
    )
    for wrong in (str(mentors.other.id), "", "nobody"):
        assert client.post(address, data={**told, "for": wrong}).status_code == 404


def test_nobody_enters_for_another_but_a_coordinator(
    db: Session, mentors: Mentors, pair: PairingPlace
) -> None:
    facts: dict[str, Any] = {"mode": "phone", "day": TODAY, "now": NOON}
    for who in set(mentors.everybody) - {"member", "coordinator"}:
        told = Told(mentors.everybody[who], mentors.joan, "call")
        with pytest.raises(NotFound):
            note_meeting(db, pair, told, **facts)


def test_on_hold_nothing_is_noted(db: Session, mentors: Mentors) -> None:
    place = mentors.pairing(SUSPENDED)
    with pytest.raises(NotFromHere):
        note(db, place, mentors.joan)

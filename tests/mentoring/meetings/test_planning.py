"""The two plan when they meet, change it and call it off."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound, Refusal
from app.mentoring.actions.meetings import (
    MeetingPlan,
    cancel_meeting,
    change_meeting,
    plan_meeting,
)
from app.mentoring.errors import meetings as errors
from app.mentoring.errors.pairings import NotFromHere
from app.mentoring.models import MentoringMeeting
from app.mentoring.queries.meetings import MeetingPlace
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.states import CLOSED, LIVE, PROPOSED, SUSPENDED
from tests.browser_like import hidden_fields
from tests.clock import NOON
from tests.conftest import As
from tests.make.mentoring import Mentors, make_meeting

FORM = {"day": "2027-01-27", "clock": "14:30", "minutes": "45", "mode": "phone", "place": ""}


def plan(**changes: Any) -> MeetingPlan:
    """A meeting by phone in a week, with changes by name."""
    facts: dict[str, Any] = {
        "day": date(2027, 1, 27),
        "clock": time(14, 30),
        "minutes": 45,
        "mode": "phone",
        "place": "",
        "zone": "Europe/London",
    }
    return MeetingPlan(**{**facts, **changes})


def all_meetings(db: Session) -> list[MentoringMeeting]:
    db.expire_all()
    return list(db.scalars(select(MentoringMeeting)))


def test_both_see_a_meeting_that_one_of_them_planned(
    mentors: Mentors, pair: PairingPlace, as_person: As
) -> None:
    address = f"/mentoring/pairings/{pair.pairing.id}"
    answer = as_person(mentors.joan).post(f"{address}/meetings/", data=FORM)
    assert answer.location == f"{address}#meetings"
    for person in (mentors.joan, mentors.petra):
        page = " ".join(as_person(person).get(address).text.split())
        assert "Wednesday 27 January 2027, 2:30pm (UK time), 45 minutes. By phone." in page


def test_a_form_sent_twice_plans_one_meeting(
    db: Session, mentors: Mentors, pair: PairingPlace, as_person: As
) -> None:
    client = as_person(mentors.joan)
    address = f"/mentoring/pairings/{pair.pairing.id}/meetings/"
    key = hidden_fields(client.get(address).text)["request_key"]
    for _ in range(2):
        assert client.post(address, data={**FORM, "request_key": key}).status_code == 302
    assert len(all_meetings(db)) == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"day": "2027-01-19"}, errors.InThePast.sentence),
        ({"day": "2029-01-19"}, errors.TooFarAhead.sentence),
        ({"minutes": "4"}, errors.LengthWrong.sentence),
        ({"mode": "letter"}, errors.ModeNeeded.sentence),
        ({"place": "x" * 301}, errors.PlaceTooLong.sentence),
        ({"day": "2027-03-28", "clock": "01:30"}, "The clocks go forward then"),
        ({"day": ""}, "Choose a day"),
        ({"clock": "late"}, "Choose a time"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_the_rest_stays(
    db: Session,
    mentors: Mentors,
    pair: PairingPlace,
    as_person: As,
    change: dict[str, str],
    says: str,
) -> None:
    address = f"/mentoring/pairings/{pair.pairing.id}/meetings/"
    typed = {**FORM, "place": "The library, by the window"}
    answer = as_person(mentors.joan).post(address, data={**typed, **change})
    assert answer.status_code == 422
    assert says in answer.text
    assert change.get("place", typed["place"]) in answer.text
    assert all_meetings(db) == []


def test_a_change_counts_up_and_an_old_form_does_not_undo_it(
    db: Session, mentors: Mentors, pair: PairingPlace
) -> None:
    meeting = plan_meeting(db, pair, mentors.joan, plan(), request_key=new_id(), now=NOON)
    at = MeetingPlace(pair, meeting)
    later = plan(clock=time(15))
    assert change_meeting(db, at, mentors.petra, later, seen=0, now=NOON)
    assert (meeting.sequence, meeting.starts_at) == (1, datetime(2027, 1, 27, 15, tzinfo=UTC))
    with pytest.raises(errors.ChangedMeanwhile):
        change_meeting(db, at, mentors.joan, plan(clock=time(16)), seen=0, now=NOON)
    # The same once more, such as a second click, is no conflict.
    assert not change_meeting(db, at, mentors.petra, later, seen=0, now=NOON)
    assert meeting.sequence == 1


def test_whoever_saves_an_old_form_sees_both_and_loses_nothing(
    db: Session, mentors: Mentors, pair: PairingPlace, as_person: As
) -> None:
    meeting = make_meeting(db, pair.pairing, sequence=1)
    client = as_person(mentors.joan)
    address = f"/mentoring/pairings/{pair.pairing.id}/meetings/{meeting.id}/changes"
    answer = client.post(address, data={**FORM, "place": "At the weir", "sequence": "0"})
    assert answer.status_code == 409
    assert "12pm (UK time), 1 hour" in answer.text
    assert "At the weir" in answer.text
    seen = hidden_fields(answer.text)["sequence"]
    again = client.post(address, data={**FORM, "place": "At the weir", "sequence": seen})
    assert again.status_code == 302
    assert all_meetings(db)[0].place == "At the weir"


def test_a_meeting_is_called_off_once(db: Session, mentors: Mentors, pair: PairingPlace) -> None:
    meeting = plan_meeting(db, pair, mentors.joan, plan(), request_key=new_id(), now=NOON)
    at = MeetingPlace(pair, meeting)
    assert cancel_meeting(db, at, mentors.petra, now=NOON)
    assert not cancel_meeting(db, at, mentors.joan, now=NOON)
    assert (meeting.state, meeting.sequence) == ("cancelled", 1)
    with pytest.raises(errors.NotPlannedNow):
        change_meeting(db, at, mentors.joan, plan(minutes=60), seen=1, now=NOON)


def test_what_is_over_is_not_called_off(db: Session, mentors: Mentors, pair: PairingPlace) -> None:
    meeting = make_meeting(db, pair.pairing, starts_at=NOON - timedelta(hours=3))
    at = MeetingPlace(pair, meeting)
    with pytest.raises(errors.NotPlannedNow):
        cancel_meeting(db, at, mentors.joan, now=NOON)


@pytest.mark.parametrize("state", [*LIVE, PROPOSED, SUSPENDED, CLOSED])
def test_a_meeting_is_planned_while_the_two_walk_together(
    db: Session, mentors: Mentors, state: str
) -> None:
    place = mentors.pairing(state)
    facts: dict[str, Any] = {"request_key": new_id(), "now": NOON}
    if state in LIVE:
        assert plan_meeting(db, place, mentors.joan, plan(), **facts).state == "planned"
    else:
        with pytest.raises(NotFromHere):
            plan_meeting(db, place, mentors.joan, plan(), **facts)


def test_nobody_else_plans_one(db: Session, mentors: Mentors, pair: PairingPlace) -> None:
    for who in set(mentors.everybody) - {"member", "partner"}:
        with pytest.raises(NotFound):
            plan_meeting(db, pair, mentors.everybody[who], plan(), request_key=new_id(), now=NOON)


def test_a_form_sent_again_with_another_time_plans_that_too(
    db: Session, mentors: Mentors, pair: PairingPlace
) -> None:
    key: UUID = new_id()
    first = plan_meeting(db, pair, mentors.joan, plan(), request_key=key, now=NOON)
    assert plan_meeting(db, pair, mentors.joan, plan(), request_key=key, now=NOON) is first
    other = plan_meeting(db, pair, mentors.joan, plan(minutes=90), request_key=key, now=NOON)
    assert other is not first
    again = plan_meeting(db, pair, mentors.joan, plan(minutes=90), request_key=key, now=NOON)
    assert again is other


def test_every_refusal_is_a_sentence() -> None:
    found = [one for one in vars(errors).values() if isinstance(one, type) and one is not Refusal]
    assert all(one.sentence.endswith(".") for one in found if issubclass(one, Refusal))


@pytest.mark.parametrize("typed", [FORM, {"day": "never"}])
def test_a_change_of_a_meeting_that_was_never_planned_is_refused_whatever_was_typed(
    db: Session, mentors: Mentors, pair: PairingPlace, as_person: As, typed: dict[str, str]
) -> None:
    meeting = make_meeting(db, pair.pairing, state="happened", happened_on=NOON.date())
    meeting.starts_at = meeting.ends_at = None
    db.commit()
    address = f"/mentoring/pairings/{pair.pairing.id}/meetings/{meeting.id}/changes"
    answer = as_person(mentors.joan).post(address, data=typed)
    assert answer.status_code == 409
    assert errors.NotPlannedNow.sentence in answer.text

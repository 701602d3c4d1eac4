"""A check-in is answered on a page, or entered by a coordinator; only coordinators read answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.mentoring.models import CheckIn, MentoringCall
from app.mentoring.rules.states import ACTIVE, PAUSED
from app.post.actions.plan import NewLetter, plan_letters
from app.post.models import Letter
from tests.clock import NOON
from tests.conftest import As
from tests.make.mentoring import Mentors, make_check_in


@pytest.fixture
def row(mentors: Mentors, db: Session) -> CheckIn:
    """Petra is asked."""
    place = mentors.pairing(ACTIVE)
    made = make_check_in(db, place.pairing, mentors.petra)
    plan_letters(db, [NewLetter(mentors.petra.id, "check_in", made.id, NOON)], now=NOON)
    db.commit()
    return made


def _whys(db: Session) -> list[str]:
    return list(db.scalars(select(MentoringCall.why).order_by(MentoringCall.why)))


def test_whoever_is_asked_answers_on_the_page(
    mentors: Mentors, row: CheckIn, as_person: As, db: Session
) -> None:
    client = as_person(mentors.petra)
    pair = f"/mentoring/pairings/{row.pairing_id}"
    assert "Say how it is going" in client.get(pair).text
    here = f"/mentoring/check-ins/{row.id}"
    assert "How is it going with" in client.get(here).text
    assert client.post(here, data={"answer": "well"}).location == pair
    page = " ".join(client.get(pair).text.split())
    assert "you said “It is going well”" in page
    assert "Say something else" in page
    assert 'value="well" checked' in " ".join(client.get(here).text.split())
    db.expire_all()
    assert (row.via, row.entered_by_id) == ("page", None)
    assert set(db.scalars(select(Letter.state))) == {"lapsed"}
    assert _whys(db) == []


def test_the_other_sees_nothing_of_it(mentors: Mentors, row: CheckIn, as_person: As) -> None:
    as_person(mentors.petra).post(f"/mentoring/check-ins/{row.id}", data={"answer": "low"})
    client = as_person(mentors.joan)
    assert "not going well" not in client.get(f"/mentoring/pairings/{row.pairing_id}").text
    assert client.get(f"/mentoring/check-ins/{row.id}").status_code == 404
    assert client.post(f"/mentoring/check-ins/{row.id}", data={"answer": "well"}).status_code == 404


@pytest.mark.parametrize(
    ("said", "whys"),
    [
        ({"answer": "low"}, ["low"]),
        ({"answer": "mixed"}, []),
        ({"wants_call": "y"}, ["wants_call"]),
        ({"answer": "low", "wants_call": "y"}, ["low", "wants_call"]),
    ],
)
def test_a_low_answer_and_a_wish_are_each_raised_once(
    mentors: Mentors,
    row: CheckIn,
    as_person: As,
    db: Session,
    said: dict[str, str],
    whys: list[str],
) -> None:
    client = as_person(mentors.petra)
    for _ in range(2):
        client.post(f"/mentoring/check-ins/{row.id}", data=said)
    assert _whys(db) == whys


def test_nothing_chosen_is_refused_kindly(
    mentors: Mentors, row: CheckIn, as_person: As, db: Session
) -> None:
    client = as_person(mentors.petra)
    for answer in ({}, {"answer": "great"}):
        told = client.post(f"/mentoring/check-ins/{row.id}", data=answer)
        assert told.status_code == 422
        assert "Choose how it is going, or tick that you would like a call." in told.text
    db.expire_all()
    assert row.state == "asked"


def test_during_a_break_nobody_is_asked(mentors: Mentors, db: Session, as_person: As) -> None:
    row = make_check_in(db, mentors.pairing(PAUSED).pairing, mentors.petra)
    client = as_person(mentors.petra)
    here = f"/mentoring/check-ins/{row.id}"
    assert "Nobody is asked about this pair at the moment" in client.get(here).text
    assert client.post(here, data={"answer": "well"}).status_code == 409
    assert "Say how it is going" not in client.get(f"/mentoring/pairings/{row.pairing_id}").text


def test_a_coordinator_enters_what_they_were_told_and_it_shows(
    mentors: Mentors, row: CheckIn, as_person: As, db: Session
) -> None:
    client = as_person(mentors.coordinator)
    here = f"/mentoring/coordination/check-ins/{row.id}/answers"
    assert "What" in client.get(here).text
    assert client.post(here, data={"answer": "mixed"}).status_code == 422
    assert client.post(here, data={"answer": "mixed", "via": "call"}).status_code == 302
    db.expire_all()
    assert (row.answer, row.via, row.entered_by_id) == ("mixed", "call", mentors.coordinator.id)
    page = " ".join(
        as_person(mentors.petra).get(f"/mentoring/pairings/{row.pairing_id}").text.split()
    )
    assert "Entered for you by Mina Mentoring, whom you told by phone." in page


def test_a_coordinator_who_is_one_of_the_two_enters_nothing_for_the_other(
    mentors: Mentors, row: CheckIn, as_person: As
) -> None:
    mentors.joan.roles = ["mentoring_coordinator"]
    client = as_person(mentors.joan)
    here = f"/mentoring/coordination/check-ins/{row.id}/answers"
    assert client.get(here).status_code == 404
    assert client.post(here, data={"answer": "well", "via": "call"}).status_code == 404


def test_what_was_missed_can_still_be_answered(
    mentors: Mentors, row: CheckIn, as_person: As, db: Session
) -> None:
    row.state, row.asked_on = "missed", NOON.date() - timedelta(days=20)
    as_person(mentors.petra).post(f"/mentoring/check-ins/{row.id}", data={"answer": "well"})
    db.expire_all()
    assert row.state == "answered"

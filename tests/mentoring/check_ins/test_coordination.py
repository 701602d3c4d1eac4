"""A coordinator sees how pairs stand and whom to ring, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.models import CheckIn, MentoringCall, Pairing, PairingMember
from app.mentoring.rules.calls import BROUGHT_BY_COORDINATORS
from app.mentoring.rules.states import ACTIVE, CLOSED, PAUSED
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters
from app.post.actions.send import send_due
from app.post.models import Letter
from app.wiring import letter_kinds
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.make.mentoring import Mentors, make_call, make_check_in, make_goal, make_note
from tests.make.people import make_person

if TYPE_CHECKING:
    from app.wiring import Platform

HERE = "/mentoring/coordination/"
CALLS = f"{HERE}calls/"


@pytest.fixture(autouse=True)
def _without_tokens(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


def _text(client: FlaskClient, address: str) -> str:
    return " ".join(unescape(client.get(address).text).split())


def test_each_pair_shows_its_state_month_answers_and_calls(
    mentors: Mentors, db: Session, as_person: As
) -> None:
    place = mentors.pairing(ACTIVE)
    place.pairing.last_met_on = date(2027, 1, 13)
    make_check_in(db, place.pairing, mentors.joan, state="answered", answer="low")
    make_check_in(db, place.pairing, mentors.petra)
    make_call(db, mentors.joan, place.pairing, "low")
    make_goal(db, place, mentors.joan, "Learn to swim")
    make_note(db, place, mentors.joan, "The heron came back.")
    page = _text(as_person(mentors.coordinator), HERE)
    assert "Joan Longstreet and Petra Nurse" in page
    assert "Under way" in page
    assert "January 2027" in page
    assert "13 January" not in page
    assert "It is not going well" in page
    assert "They said that it is not going well." in page
    for hidden in ("swim", "heron", "leave our families", "phone number"):
        assert hidden not in page


def test_pairs_are_found_by_state_and_by_who_needs_a_call(
    mentors: Mentors, db: Session, as_person: As
) -> None:
    place = mentors.pairing(PAUSED)
    client = as_person(mentors.coordinator)
    assert "Joan Longstreet" in _text(client, f"{HERE}?state=paused")
    assert "No pair is like that" in _text(client, f"{HERE}?state=active")
    assert "No pair is like that" in _text(client, f"{HERE}?call=yes")
    assert "Joan Longstreet" in _text(client, f"{HERE}?state=nonsense&page=99")
    make_call(db, mentors.petra, place.pairing, "wants_call")
    db.commit()
    assert "They would like a call" in _text(client, f"{HERE}?state=paused&call=yes")


def test_what_is_over_shows_only_when_asked_for(mentors: Mentors, as_person: As) -> None:
    mentors.pairing(CLOSED)
    client = as_person(mentors.coordinator)
    assert "There is no pair yet" in _text(client, HERE)
    assert "Joan Longstreet" in _text(client, f"{HERE}?state=closed")


def test_a_pair_of_ones_own_is_not_on_the_list_nor_its_calls(
    mentors: Mentors, db: Session, as_person: As
) -> None:
    place = mentors.pairing(ACTIVE)
    mentors.petra.roles = ["mentoring_coordinator"]
    call = make_call(db, mentors.joan, place.pairing, "low")
    client = as_person(mentors.petra)
    assert "Joan Longstreet" not in _text(client, HERE)
    assert "Joan Longstreet" not in _text(client, CALLS)
    assert client.post(f"{CALLS}{call.id}/settlements").status_code == 404


def test_500_pairs_cost_no_more_than_eight_statements(
    mentors: Mentors, db: Session, as_person: As, count_statements: CountStatements
) -> None:
    _many_pairs(db, 500)
    client = as_person(mentors.coordinator)
    client.get("/mentoring/")
    with count_statements() as sent:
        page = _text(client, HERE)
    assert len(sent) <= 8
    assert "Pairs (500)" in page
    assert "Showing 1 to 50 of 500" in page
    assert "They would like a call" in page
    with count_statements() as sent:
        assert "Showing 451 to 500 of 500" in _text(client, f"{HERE}?page=10&call=yes")
    assert len(sent) <= 8


def _many_pairs(db: Session, number: int) -> None:
    ids = [new_id() for _ in range(number * 2)]
    facts = {"name": "Some Body", "created_at": NOON}
    db.execute(insert(Person), [{"id": one, "email": f"{one}@example.org", **facts} for one in ids])
    pairs, members, asked, calls = [], [], [], []
    for n in range(number):
        two = sorted(ids[n * 2 : n * 2 + 2])
        of = new_id()
        pairs.append(
            {
                "id": of,
                "one_id": two[0],
                "two_id": two[1],
                "state": ACTIVE,
                "origin": "stable",
                "reasons": [],
                "proposed_at": NOON,
                "answer_by": NOON,
                "state_since": NOON,
                "request_key": new_id(),
            }
        )
        for who in two:
            one = {"id": new_id(), "pairing_id": of, "person_id": who}
            members.append(one)
            asked.append(one | {"id": new_id(), "number": 1, "asked_on": NOON.date()})
        calls.append(members[-1] | {"id": new_id(), "why": "wants_call", "raised_at": NOON})
    db.execute(insert(Pairing), pairs)
    db.execute(insert(PairingMember), members)
    db.execute(insert(CheckIn), asked)
    db.execute(insert(MentoringCall), calls)


def test_reasons_are_settled_once(mentors: Mentors, db: Session, as_person: As) -> None:
    place = mentors.pairing(ACTIVE)
    call = make_call(db, mentors.joan, place.pairing, "low")
    client = as_person(mentors.coordinator)
    page = _text(client, CALLS)
    assert "07700 900101" in page
    assert "They said that it is not going well, with" in page
    client.post(f"{CALLS}{call.id}/settlements")
    assert "Nobody is waiting for a call" in _text(client, CALLS)
    client.post(f"{CALLS}{call.id}/settlements")
    assert "Somebody has been in touch with them about this already." in _text(client, CALLS)
    db.expire_all()
    assert (call.settled_at, call.settled_by_id) == (NOON, mentors.coordinator.id)


def test_the_same_reason_can_come_again_when_it_is_settled(
    mentors: Mentors, db: Session, as_person: As
) -> None:
    place = mentors.pairing(ACTIVE)
    row = make_check_in(db, place.pairing, mentors.petra)
    for _ in range(2):
        as_person(mentors.petra).post(f"/mentoring/check-ins/{row.id}", data={"wants_call": "y"})
        call = db.scalars(select(MentoringCall).where(MentoringCall.settled_at.is_(None))).one()
        as_person(mentors.coordinator).post(f"{CALLS}{call.id}/settlements")
        db.expire_all()


def _listed(
    db: Session, mentors: Mentors, platform: Platform, clock: StoppedClock, channel: str
) -> Letter:
    place = mentors.pairing(ACTIVE)
    mentors.petra.phone, mentors.petra.post_address = "+447700900102", "1 High Street"
    mentors.petra.channel = channel
    asked = make_check_in(db, place.pairing, mentors.petra)
    plan_letters(db, [NewLetter(mentors.petra.id, "check_in", asked.id, NOON)], now=NOON)
    db.commit()
    send_due(platform.sessions, platform.office, clock=clock)
    return db.scalars(select(Letter).where(Letter.kind == "check_in")).one()


@pytest.mark.parametrize(("channel", "way"), [("call", "07700 900102"), ("post", "1 High Street")])
def test_letters_by_call_and_post_are_brought_by_coordinators(
    mentors: Mentors,
    db: Session,
    platform: Platform,
    clock: StoppedClock,
    as_person: As,
    *,
    channel: str,
    way: str,
) -> None:
    letter = _listed(db, mentors, platform, clock, channel)
    client = as_person(mentors.coordinator)
    page = _text(client, CALLS)
    assert "How is it going with you and Joan Longstreet?" in page
    assert way in page
    assert f"check-ins/{letter.about_id}/answers" in page
    sent = {"letter": str(letter.id), "request_key": str(new_id())}
    assert client.post(CALLS, data=sent).status_code == 422
    client.post(CALLS, data={**sent, "outcome": "no_answer"})
    assert "Tomorrow" in _text(client, CALLS)
    client.post(CALLS, data={**sent, "outcome": "done", "request_key": str(new_id())})
    assert "Nobody is waiting for a call" in _text(client, CALLS)
    db.expire_all()
    assert letter.state == "sent"


def test_what_is_answered_meanwhile_leaves_the_list(
    mentors: Mentors, db: Session, platform: Platform, clock: StoppedClock, as_person: As
) -> None:
    letter = _listed(db, mentors, platform, clock, "call")
    db.get_one(CheckIn, letter.about_id).state = "not_asked"
    assert "Nobody is waiting for a call" in _text(as_person(mentors.coordinator), CALLS)


def test_letters_of_a_cohort_are_not_a_coordinators(
    mentors: Mentors, db: Session, as_person: As
) -> None:
    other = make_person(db, name="Cara Cohort", phone="+447700900109", channel="call")
    letter = Letter(
        person_id=other.id,
        kind="session",
        about_id=new_id(),
        occurrence="",
        channel="call",
        due_at=NOON,
        state="listed",
        created_at=NOON,
    )
    letter.cohort_id = mentors.cohort.id
    db.add(letter)
    client = as_person(mentors.coordinator)
    assert "Cara Cohort" not in _text(client, CALLS)
    client.post(CALLS, data={"letter": str(letter.id), "outcome": "done"})
    db.expire_all()
    assert letter.state == "listed"


def test_a_call_without_a_number_says_what_to_do(
    mentors: Mentors, db: Session, as_person: As
) -> None:
    mentors.joan.phone, mentors.joan.channel = None, "post"
    make_call(db, mentors.joan, None, "no_way_to_reach")
    page = _text(as_person(mentors.coordinator), CALLS)
    assert "There is no number and no address." in page


def test_calls_are_paged_and_cost_the_same(
    mentors: Mentors, db: Session, as_person: As, count_statements: CountStatements
) -> None:
    make_call(db, mentors.joan, None, "low")
    client = as_person(mentors.coordinator)
    client.get("/mentoring/")
    with count_statements() as one:
        client.get(CALLS)
    for n in range(60):
        make_call(db, make_person(db, name=f"Person {n:02}"), None, "low")
    db.commit()
    with count_statements() as many:
        assert "Showing 1 to 50 of 61" in _text(client, CALLS)
    assert len(one) == len(many) <= 8


def test_the_way_to_these_pages_is_for_coordinators(mentors: Mentors, as_person: As) -> None:
    assert HERE in as_person(mentors.coordinator).get("/mentoring/").text
    assert HERE not in as_person(mentors.petra).get("/mentoring/").text


def test_old_months_do_not_come_back(mentors: Mentors, db: Session, as_person: As) -> None:
    place = mentors.pairing(ACTIVE)
    make_check_in(db, place.pairing, mentors.joan, state="answered", answer="low")
    newer = NOON.date() + timedelta(days=90)
    make_check_in(
        *(db, place.pairing, mentors.joan),
        number=2,
        state="answered",
        answer="well",
        asked_on=newer,
    )
    page = _text(as_person(mentors.coordinator), HERE)
    assert "It is going well" in page
    assert "It is not going well" not in page


def test_every_letter_of_mentoring_but_those_about_worries_has_somebody_who_brings_it() -> None:
    of_mentoring = {
        kind.name for kind in letter_kinds() if type(kind).__module__.startswith("app.mentoring.")
    }
    about_worries = {
        kind.name for kind in letter_kinds() if type(kind).__module__.endswith("kinds.worries")
    }
    assert about_worries
    assert of_mentoring - about_worries <= set(BROUGHT_BY_COORDINATORS)
    assert not about_worries & set(BROUGHT_BY_COORDINATORS)

"""What a coordinator sees of pairs: how each stands, the month, the answers, and no more."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

from flask.testing import FlaskClient
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.models import CheckIn, MentoringCall, Pairing, PairingMember
from app.mentoring.rules.states import ACTIVE, CLOSED, PAUSED
from app.people.models import Person
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.mentoring import Mentors, make_call, make_check_in, make_goal, make_note

HERE = "/mentoring/coordination/"


CALLS = f"{HERE}calls/"


def text_of(client: FlaskClient, address: str) -> str:
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
    page = text_of(as_person(mentors.coordinator), HERE)
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
    assert "Joan Longstreet" in text_of(client, f"{HERE}?state=paused")
    assert "No pair is like that" in text_of(client, f"{HERE}?state=active")
    assert "No pair is like that" in text_of(client, f"{HERE}?call=yes")
    assert "Joan Longstreet" in text_of(client, f"{HERE}?state=nonsense&page=99")
    make_call(db, mentors.petra, place.pairing, "wants_call")
    db.commit()
    assert "They would like a call" in text_of(client, f"{HERE}?state=paused&call=yes")


def test_what_is_over_shows_only_when_asked_for(mentors: Mentors, as_person: As) -> None:
    mentors.pairing(CLOSED)
    client = as_person(mentors.coordinator)
    assert "There is no pair yet" in text_of(client, HERE)
    assert "Joan Longstreet" in text_of(client, f"{HERE}?state=closed")


def test_a_pair_of_ones_own_is_not_on_the_list_nor_its_calls(
    mentors: Mentors, db: Session, as_person: As
) -> None:
    place = mentors.pairing(ACTIVE)
    mentors.petra.roles = ["mentoring_coordinator"]
    call = make_call(db, mentors.joan, place.pairing, "low")
    client = as_person(mentors.petra)
    assert "Joan Longstreet" not in text_of(client, HERE)
    assert "Joan Longstreet" not in text_of(client, CALLS)
    assert client.post(f"{CALLS}{call.id}/settlements").status_code == 404


def test_500_pairs_cost_no_more_than_eight_statements(
    mentors: Mentors, db: Session, as_person: As, count_statements: CountStatements
) -> None:
    _many_pairs(db, 500)
    client = as_person(mentors.coordinator)
    client.get("/mentoring/")
    with count_statements() as sent:
        page = text_of(client, HERE)
    assert len(sent) <= 8
    assert "Pairs (500)" in page
    assert "Showing 1 to 50 of 500" in page
    assert "They would like a call" in page
    with count_statements() as sent:
        assert "Showing 451 to 500 of 500" in text_of(client, f"{HERE}?page=10&call=yes")
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
    page = text_of(as_person(mentors.coordinator), HERE)
    assert "It is going well" in page
    assert "It is not going well" not in page

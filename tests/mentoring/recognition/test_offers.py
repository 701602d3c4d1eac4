"""A payment is offered before a task, and any answer is fine."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.models import Recognition
from app.post.actions.send import send_due
from app.post.models import Letter
from app.wiring import Platform
from tests.clock import StoppedClock
from tests.conftest import As, CountStatements
from tests.make.mentoring import Mentors, make_offer, make_rate

OWN = "/mentoring/recognition/"


ROOT = "/mentoring/coordination/recognition/"


def offers(db: Session) -> list[Recognition]:
    return list(db.scalars(select(Recognition).execution_options(populate_existing=True)))


def kinds_of_letters(db: Session) -> list[str]:
    return list(db.scalars(select(Letter.kind).order_by(Letter.created_at, Letter.id)))


def filled_in(mentors: Mentors, **more: object) -> dict[str, object]:
    rate = make_rate(mentors.db)
    facts = {"person": mentors.petra.id, "rate": rate.id, "times": "2", "task": "Circle on 3 March"}
    return {**facts, "name": "Petra", "request_key": new_id(), **more}


def test_an_offer_is_made_once_and_told_with_how_much_and_when(
    mentors: Mentors, as_person: As, platform: Platform, clock: StoppedClock
) -> None:
    form = filled_in(mentors)
    client = as_person(mentors.coordinator)
    first, second = (client.post(ROOT, data=form) for _ in range(2))
    assert first.location == second.location
    [offer] = offers(mentors.db)
    assert (offer.pence, offer.state, offer.person_id) == (5000, "offered", mentors.petra.id)
    send_due(platform.sessions, platform.office, clock=clock)
    letter = mentors.db.scalars(select(Letter)).one()
    body = letter.body or ""
    assert letter.state == "sent"
    assert "You are offered £50 for: Circle on 3 March." in body
    assert "at most 14 days after you have done it" in body
    assert "benefits" in body


def test_a_form_sent_again_with_something_else_offers_that_too(
    mentors: Mentors, as_person: As
) -> None:
    form = filled_in(mentors)
    client = as_person(mentors.coordinator)
    client.post(ROOT, data=form)
    for _ in range(2):
        client.post(ROOT, data={**form, "person": mentors.joan.id})
        client.post(ROOT, data={**form, "times": "3"})
    assert [(one.person_id, one.pence) for one in offers(mentors.db)] == [
        (mentors.petra.id, 5000),
        (mentors.joan.id, 5000),
        (mentors.petra.id, 7500),
    ]
    assert kinds_of_letters(mentors.db) == ["payment_offered"] * 3


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"person": ""}, "Find the person by name"),
        ({"rate": ""}, "Choose one of the amounts"),
        ({"times": "0"}, "a whole number from 1 to 40"),
        ({"times": "many"}, "a whole number from 1 to 40"),
        ({"task": " "}, "what it is for"),
        ({"task": "x" * 161}, "what it is for"),
    ],
)
def test_what_is_wrong_with_an_offer_is_said_beside_it(
    mentors: Mentors, as_person: As, wrong: dict[str, str], says: str
) -> None:
    form = filled_in(mentors, **wrong)
    answer = as_person(mentors.coordinator).post(ROOT, data=form)
    assert answer.status_code == 422
    assert says in answer.text
    assert offers(mentors.db) == []


def test_nobody_offers_or_pays_anything_to_themselves(mentors: Mentors, as_person: As) -> None:
    form = filled_in(mentors, person=mentors.coordinator.id)
    client = as_person(mentors.coordinator)
    assert client.post(ROOT, data=form).status_code == 409
    own = make_offer(mentors.db, mentors.coordinator, state="accepted")
    mentors.db.commit()
    assert client.post(f"{ROOT}{own.id}/payments").status_code == 404


@pytest.mark.parametrize("answer", ["accepted", "declined", "expenses_only"])
def test_each_answer_is_taken_and_can_be_changed(
    mentors: Mentors, as_person: As, answer: str
) -> None:
    offer = make_offer(mentors.db, mentors.joan)
    client = as_person(mentors.joan)
    assert "Money and benefits" in client.get(OWN).text
    for _ in range(2):
        client.post(f"{OWN}{offer.id}/answers", data={"answer": answer})
    assert [one.state for one in offers(mentors.db)] == [answer]
    other = "declined" if answer == "accepted" else "accepted"
    client.post(f"{OWN}{offer.id}/answers", data={"answer": other})
    [kept] = offers(mentors.db)
    assert (kept.state, kept.answered_by_id) == (other, None)
    assert client.post(f"{OWN}{offer.id}/answers", data={"answer": "why"}).status_code == 422


def test_a_coordinator_enters_what_they_said_by_phone(mentors: Mentors, as_person: As) -> None:
    offer = make_offer(mentors.db, mentors.joan)
    as_person(mentors.coordinator).post(f"{ROOT}{offer.id}/answers", data={"answer": "declined"})
    [kept] = offers(mentors.db)
    assert (kept.state, kept.answered_by_id) == ("declined", mentors.coordinator.id)
    assert "entered for you" in as_person(mentors.joan).get(OWN).text


def test_whoever_is_rung_hears_it_from_a_coordinator_who_enters_the_answer(
    mentors: Mentors, as_person: As, platform: Platform, clock: StoppedClock
) -> None:
    mentors.joan.channel = "call"
    form = filled_in(mentors, person=mentors.joan.id)
    client = as_person(mentors.coordinator)
    address = client.post(ROOT, data=form).location
    send_due(platform.sessions, platform.office, clock=clock)
    page = client.get("/mentoring/coordination/calls/").text
    assert f'href="{address}"' in page
    assert "You can tell whoever brings you this" in page
    client.post(f"{address}/answers", data={"answer": "accepted"})
    assert f'href="{address}"' not in client.get("/mentoring/coordination/calls/").text


def test_no_benefits_are_ever_kept() -> None:
    words = " ".join(inspect(Recognition).columns.keys())
    assert "benefit" not in words
    assert "reason" not in words
    assert "note" not in words


def test_the_list_costs_the_same_however_many_offers(
    mentors: Mentors, as_person: As, count_statements: CountStatements
) -> None:
    client, costs = as_person(mentors.coordinator), []
    for _ in range(2):
        make_offer(mentors.db, mentors.petra)
        mentors.db.commit()
        with count_statements() as sent:
            assert client.get(ROOT).status_code == 200
        costs.append(len(sent))
    assert costs[0] == costs[1] <= 4

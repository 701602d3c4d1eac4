"""A payment is offered before a task; any answer is fine, and it is paid once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, sessionmaker

from app.kit.db import new_id
from app.mentoring.actions.recognition import note_paid
from app.mentoring.models import Recognition, RecognitionRate
from app.mentoring.queries.recognition import offer_place
from app.people.models import Person
from app.post.actions.send import send_due
from app.post.models import Letter
from app.wiring import Platform
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.make.mentoring import Mentors, make_offer, make_rate

OWN = "/mentoring/recognition/"
ROOT = "/mentoring/coordination/recognition/"
TODAY = NOON.date()


@pytest.fixture
def mentors(db: Session, app: Flask) -> Mentors:
    app.config["WTF_CSRF_ENABLED"] = False
    return Mentors(db)


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


def test_from_the_yes_to_the_payment(mentors: Mentors, as_person: As) -> None:
    db = mentors.db
    offer = make_offer(db, mentors.petra)
    client, address = as_person(mentors.coordinator), f"{ROOT}{offer.id}"
    paid = {"paid_on": TODAY.isoformat()}
    early = client.post(f"{address}/payments", data=paid)
    assert (early.status_code, "They have not said yes to this" in early.text) == (409, True)
    client.post(f"{address}/answers", data={"answer": "accepted"})
    assert "Say first on which day" in client.post(f"{address}/payments", data=paid).text
    for day in ("2027-01-21", "2027-01-19", "0001-01-01"):
        done = client.post(f"{address}/completions", data={"done_on": day})
        assert done.status_code == 422
        assert "not before it was offered" in done.text
    client.post(f"{address}/completions", data={"done_on": TODAY.isoformat()})
    assert offers(db)[0].due_on == date(2027, 2, 3)
    assert "To be paid by Wednesday 3 February 2027" in as_person(mentors.petra).get(OWN).text
    client = as_person(mentors.coordinator)
    for _ in range(2):
        assert client.post(f"{address}/payments", data=paid).status_code == 302
    [kept] = offers(db)
    assert (kept.state, kept.paid_on, kept.pence) == ("paid", TODAY, 2500)
    assert kinds_of_letters(db) == ["payment_made"]
    assert client.post(f"{address}/answers", data={"answer": "declined"}).status_code == 409
    assert client.post(f"{address}/withdrawals").status_code == 409
    late = {"done_on": "2027-01-19"}
    assert client.post(f"{address}/completions", data=late).status_code == 409
    assert [one.task_done_on for one in offers(db)] == [TODAY]


def test_of_expenses_only_what_the_receipts_come_to_is_paid(
    mentors: Mentors, as_person: As
) -> None:
    db = mentors.db
    offer = make_offer(db, mentors.petra, state="expenses_only", task_done_on=TODAY)
    client, address = as_person(mentors.coordinator), f"{ROOT}{offer.id}/payments"
    paid = {"paid_on": TODAY.isoformat()}
    assert client.post(address, data={**paid, "pounds": "lots"}).status_code == 422
    client.post(address, data={**paid, "pounds": "7.40"})
    assert [one.pence for one in offers(db)] == [740]


def test_travel_and_data_are_paid_before_the_task(mentors: Mentors, as_person: As) -> None:
    db = mentors.db
    form = filled_in(mentors, rate=make_rate(db, kind="travel", pence=480).id, times="1")
    client = as_person(mentors.coordinator)
    address = client.post(ROOT, data=form).location
    client.post(f"{address}/answers", data={"answer": "accepted"})
    [offer] = offers(db)
    assert (offer.prepaid, offer.due_on) == (True, date(2027, 2, 3))
    client.post(f"{address}/payments", data={"paid_on": TODAY.isoformat()})
    assert [one.state for one in offers(db)] == ["paid"]


def test_two_who_pay_at_once_pay_once(mentors: Mentors, sessions: sessionmaker[Session]) -> None:
    db = mentors.db
    offer = make_offer(db, mentors.petra, state="accepted", task_done_on=TODAY)
    db.commit()

    def pay(_: int) -> bool:
        with sessions() as mine, mine.begin():
            coordinator = mine.get_one(Person, mentors.coordinator.id)
            place = offer_place(mine, coordinator, recognition_id=offer.id)
            assert place is not None
            return note_paid(mine, coordinator, place, day=TODAY, pence=None, now=NOON)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(pay, range(2))) == [False, True]
    assert kinds_of_letters(db) == ["payment_made"]


def test_what_is_taken_back_is_not_offered_any_more(
    mentors: Mentors, as_person: As, platform: Platform, clock: StoppedClock
) -> None:
    form = filled_in(mentors)
    client = as_person(mentors.coordinator)
    address = client.post(ROOT, data=form).location
    for _ in range(2):
        assert client.post(f"{address}/withdrawals").status_code == 302
    send_due(platform.sessions, platform.office, clock=clock)
    letter = mentors.db.scalars(select(Letter)).one()
    assert (letter.kind, letter.state) == ("payment_offered", "lapsed")
    [offer] = offers(mentors.db)
    own = as_person(mentors.petra)
    answer = own.post(f"{OWN}{offer.id}/answers", data={"answer": "accepted"})
    assert answer.status_code == 409


def test_an_amount_holds_from_a_day_to_a_day_and_what_was_offered_stays(
    mentors: Mentors, as_person: As
) -> None:
    db = mentors.db
    rates = f"{ROOT}rates/"
    form = {"title": "A workshop", "kind": "payment", "pounds": "£40", "days": "10"}
    client = as_person(mentors.coordinator)
    dated = {**form, "valid_from": "2027-01-01", "request_key": str(new_id())}
    for _ in range(2):
        assert client.post(rates, data=dated).status_code == 302
    rate = db.scalars(select(RecognitionRate)).one()
    make_offer(db, mentors.petra, rate)
    for typed in ("petra", "p%C3%A9tra", "petra%00"):
        assert "A workshop: £40" in client.get(f"{ROOT}new?name={typed}").text
    db.commit()
    for _ in range(2):
        client.post(f"{rates}{rate.id}/endings")
    db.expire_all()
    assert rate.valid_to == TODAY
    rate.valid_to = date(2027, 1, 19)
    db.commit()
    assert "There is no amount that holds today" in client.get(f"{ROOT}new?name=petra").text
    gone = client.post(ROOT, data=filled_in(mentors, rate=rate.id))
    assert "Choose one of the amounts that hold today" in gone.text
    assert [one.pence for one in offers(db)] == [4000]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": ""}, "Give it a name"),
        ({"kind": "gift"}, "Choose what it is"),
        ({"pounds": "lots"}, "Write the amount in pounds"),
        ({"days": "366"}, "a whole number from 0 to 365"),
        ({"valid_to": "2026-12-31"}, "not before the first one"),
    ],
)
def test_what_is_wrong_with_an_amount_is_said_beside_it(
    mentors: Mentors, as_person: As, wrong: dict[str, str], says: str
) -> None:
    form = {"title": "A workshop", "kind": "payment", "pounds": "40", "days": "10"}
    dated = {**form, "valid_from": "2027-01-01", **wrong}
    answer = as_person(mentors.coordinator).post(f"{ROOT}rates/", data=dated)
    assert answer.status_code == 422
    assert says in answer.text


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

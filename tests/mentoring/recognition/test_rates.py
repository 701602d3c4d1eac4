"""The amounts that may be offered: from a day to a day, and what was offered stays."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.kit.db import new_id
from app.mentoring.models import RecognitionRate
from tests.conftest import As
from tests.make.mentoring import Mentors, make_offer
from tests.mentoring.recognition.test_offers import ROOT, filled_in, offers
from tests.mentoring.recognition.test_paying import TODAY


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
        ({"valid_to": "31/12/2027"}, "write it like 2027-02-28"),
        ({"valid_from": "next year"}, "write it like 2027-02-28"),
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

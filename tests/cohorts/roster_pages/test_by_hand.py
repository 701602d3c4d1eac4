"""Somebody without e-mail is added by hand, by a form of their own."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.post.models import Letter
from tests.browser_like import post
from tests.cohorts.roster_pages.conftest import FILES

BY_HAND = "/cohorts/riverside/people/without-email"
NEW_BY_HAND = "/cohorts/riverside/people/new/without-email"
JOAN: dict[str, object] = {
    "name": "Joan Long",
    "channel": "text",
    "phone": "07700 900 123",
    "post_address": "",
    "standing": "lived_experience",
}


def test_somebody_without_email_is_added_by_hand_and_once(db: Session, web: FlaskClient) -> None:
    for words in ("1 person is invited.", "1 person is here already."):
        assert post(web, BY_HAND, JOAN).headers["Location"] == "/cohorts/riverside/people"
        assert words in web.get("/cohorts/riverside/people").text
    (joan,) = db.scalars(select(Person).where(Person.name == "Joan Long"))
    assert (joan.email, joan.phone, joan.channel) == (None, "+447700900123", "text")
    (letter,) = db.scalars(select(Letter))
    assert (letter.kind, letter.channel, letter.person_id) == ("invitation", "text", joan.id)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": " "}, "Write a name"),
        ({"phone": "12"}, "Write one whole phone number"),
        ({"phone": ""}, "Write the phone number by which we reach them"),
        ({"phone": "0161 496 0123"}, "Texts go to mobile numbers only"),
        ({"channel": "post"}, "Write where paper can go"),
        ({"channel": "email"}, "Not a valid choice"),
        ({"standing": "king"}, "Not a valid choice"),
    ],
)
def test_a_form_with_a_fault_comes_back_filled(
    db: Session, web: FlaskClient, changed: dict[str, object], words: str
) -> None:
    answer = post(web, BY_HAND, {**JOAN, "post_address": " ", **changed})
    assert answer.status_code == 422
    assert words in answer.text
    assert "Joan Long" in answer.text or "name" in changed
    assert db.scalar(select(func.count()).select_from(Letter)) == 0


def test_somebody_can_be_reached_at_a_place_that_is_no_address(
    db: Session, web: FlaskClient
) -> None:
    post(web, BY_HAND, {**JOAN, "channel": "post", "phone": "", "post_address": "front desk"})
    (joan,) = db.scalars(select(Person).where(Person.name == "Joan Long"))
    assert (joan.channel, joan.post_address, joan.phone) == ("post", "front desk", None)


def test_the_ways_to_add_people_lead_to_each_other(web: FlaskClient) -> None:
    page = web.get("/cohorts/riverside/people/new").text
    assert FILES in page
    assert NEW_BY_HAND in page
    assert web.get(NEW_BY_HAND).status_code == 200
    assert FILES in web.get("/cohorts/riverside/people").text

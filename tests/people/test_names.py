"""Names that people can read, and nothing in them that changes the words around."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.rules import clean_name
from tests.browser_like import post
from tests.conftest import SignIn
from tests.make.people import make_person


@pytest.mark.parametrize("name", ["\u200b", "\u200d\u2060", "\u202e", "\ufeff \u200b", "\u00ad"])
def test_a_name_that_nobody_can_see_is_no_name(name: str) -> None:
    assert clean_name(name) is None


def test_a_name_cannot_turn_the_words_around_it() -> None:
    assert clean_name("Amina \u202elive\u202c") == "Amina live"
    assert clean_name("\u2066Amina\u2069") == "Amina"


@pytest.mark.parametrize(
    "name",
    ["Zoë", "李娜", "أمينة خان", "می\u200cنا", "क्\u200dष", "O'Neill-Ó Briain", "Ann 🌻"],
)
def test_names_of_all_scripts_stay_as_they_are(name: str) -> None:
    assert clean_name(name) == name


def test_a_name_that_is_refused_keeps_the_form_as_it_was_written(
    client: FlaskClient, db: Session, sign_in: SignIn
) -> None:
    person = make_person(db)
    db.commit()
    sign_in(client, person)
    answer = post(client, "/account/", {"name": "\u200b", "what_i_bring": "Bread"})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "Write a name" in page
    assert "Bread" in page


def test_a_name_that_is_too_long_is_refused_once_and_in_our_own_words(
    client: FlaskClient, db: Session, sign_in: SignIn
) -> None:
    person = make_person(db)
    db.commit()
    sign_in(client, person)
    answer = post(client, "/account/", {"name": "x" * 121, "what_i_bring": "Bread"})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "Write a name of at most 120 characters." in page
    assert "Field cannot be longer" not in page

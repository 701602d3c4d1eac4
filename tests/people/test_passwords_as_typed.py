"""A password counts as it was typed, whatever is in it, for as long as its person keeps it."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.actions.register import set_password
from app.people.actions.sign_in import check_password
from app.people.errors import WrongPassword
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.make.people import make_person

EMAIL = "amina@learning.example"
# Spaces at both ends, capitals, letters of another script, and far more than 64 characters.
AS_TYPED = "  Kettle Garden Robin \N{CYRILLIC SMALL LETTER ZHE} " + "walking by the canal " * 6


@pytest.mark.parametrize("password", [AS_TYPED, "only small letters", "1729 4104 13832"])
def test_any_signs_may_be_in_a_password_and_each_of_them_counts(db: Session, password: str) -> None:
    person = make_person(db, email=EMAIL)
    set_password(db, person, password=password, now=NOON)
    assert person.password_hash is not None
    assert person.password_hash.startswith("$argon2id$")
    assert check_password(db, email=EMAIL, password=password).id == person.id
    for other in (password + " ", password[:-1], f" {password}"):
        with pytest.raises(WrongPassword):
            check_password(db, email=EMAIL, password=other)


def test_capitals_and_what_comes_after_the_sixty_fourth_sign_count(db: Session) -> None:
    set_password(db, make_person(db, email=EMAIL), password=AS_TYPED, now=NOON)
    for other in (AS_TYPED.lower(), AS_TYPED.strip(), AS_TYPED[:72], AS_TYPED[:64]):
        with pytest.raises(WrongPassword):
            check_password(db, email=EMAIL, password=other)


def test_a_password_stays_good_for_as_long_as_its_person_keeps_it(
    client: FlaskClient, db: Session, clock: StoppedClock
) -> None:
    set_password(db, make_person(db, email=EMAIL), password=AS_TYPED, now=NOON)
    db.commit()
    clock.move(days=1_000)
    answer = post(client, "/sign-in", {"email": EMAIL, "password": AS_TYPED}, page="/sign-in")
    assert answer.location == "/home"


def test_a_box_for_a_password_hides_it_and_lets_a_password_manager_fill_it_in(
    client: FlaskClient,
) -> None:
    page = client.get("/sign-in").text
    (box,) = re.findall(r'<input[^>]*name="password"[^>]*>', page)
    assert 'type="password"' in box
    assert 'autocomplete="current-password"' in box
    assert "onpaste" not in page

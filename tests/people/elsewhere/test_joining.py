"""An account elsewhere is joined once, by whoever has proved the account here."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.people.actions.identities import join_identity
from app.people.actions.register import set_password
from app.people.errors.identities import IdentityTaken
from app.people.models import Identity, Person
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.people import make_person
from tests.make.provider import LocalProvider
from tests.make.second_steps import set_up_app
from tests.people.elsewhere.going import JOIN, OWN, PASSWORD, come, go, is_in, joined


def test_a_joined_account_lets_in_whatever_it_is_called_by_now(
    db: Session, browser: FlaskClient, there: LocalProvider, amina: Person
) -> None:
    joined(db, amina, there)
    there.claims |= {"email": "new.name@elsewhere.example", "name": "Somebody Else"}
    assert "Sign in with Riverside Health" in browser.get("/sign-in").get_data(as_text=True)
    assert browser.get(go(browser, there, "/account/letters")).location == "/account/letters"
    assert is_in(browser)
    db.refresh(amina)
    assert (amina.email, amina.name) == ("amina@learning.example", "Amina Example")
    (_, fields) = next(one for one in there.asked if one[0] == "/token")
    assert fields["code_verifier"]


def test_it_can_be_done_at_a_shared_computer_too(
    db: Session, browser: FlaskClient, there: LocalProvider, amina: Person
) -> None:
    joined(db, amina, there)
    assert 'id="is_shared_elsewhere"' in browser.get("/sign-in").text
    sent = post(browser, "/sign-in/elsewhere", {"is_shared": "yes"}, page="/sign-in")
    assert browser.get(come(sent, there)).location == "/home"
    assert "You are on a shared computer." in browser.get("/home").text


def test_a_second_step_is_asked_for_all_the_same(
    db: Session, browser: FlaskClient, there: LocalProvider, amina: Person
) -> None:
    joined(db, amina, there)
    set_up_app(db, amina)
    assert browser.get(go(browser, there)).location == "/sign-in/second-step"
    assert not is_in(browser)


def test_the_same_e_mail_lets_nobody_in_before_they_have_proved_the_account_here(
    db: Session, browser: FlaskClient, there: LocalProvider, amina: Person
) -> None:
    page = browser.get(go(browser, there)).get_data(as_text=True)
    assert "One thing first" in page
    assert not is_in(browser)
    fields: dict[str, object] = {"email": amina.email, "password": PASSWORD}
    assert post(browser, "/sign-in", fields, page="/sign-in").location == JOIN
    assert "amina@learning.example" in browser.get(JOIN).get_data(as_text=True)
    assert db.scalar(select(func.count(Identity.id))) == 0
    assert post(browser, JOIN, page=JOIN).status_code == 302
    other = browser.application.test_client()
    assert other.get(go(other, there)).location == "/home"
    assert is_in(other)


def test_what_waits_to_be_joined_is_offered_to_nobody_else(
    db: Session, browser: FlaskClient, there: LocalProvider, amina: Person
) -> None:
    ben = make_person(db, name="Ben Example", email="ben@learning.example")
    set_password(db, ben, password=PASSWORD, now=NOON)
    db.commit()
    browser.get(go(browser, there))
    fields: dict[str, object] = {"email": ben.email, "password": PASSWORD}
    assert post(browser, "/sign-in", fields, page="/sign-in").location == "/home"
    assert browser.get(JOIN).location == OWN
    assert post(browser, JOIN).status_code == 422


@pytest.mark.parametrize("claims", [{"email_verified": False}, {"email": "stranger@x.example"}])
def test_strangers_get_no_account_and_are_told_the_same(
    db: Session, browser: FlaskClient, there: LocalProvider, amina: Person, claims: dict[str, Any]
) -> None:
    there.claims |= claims
    assert "One thing first" in browser.get(go(browser, there)).get_data(as_text=True)
    fields: dict[str, object] = {"email": amina.email, "password": PASSWORD}
    assert post(browser, "/sign-in", fields, page="/sign-in").location == "/home"
    assert db.scalar(select(func.count(Person.id))) == 1


def test_one_joins_and_parts_from_the_account_page(
    db: Session, browser: FlaskClient, there: LocalProvider, amina: Person, sign_in: SignIn
) -> None:
    sign_in(browser, amina)
    there.claims |= {"email": "else@there.example", "email_verified": False}
    back = come(post(browser, "/account/elsewhere", page=OWN), there)
    assert browser.get(back).location == JOIN
    assert post(browser, JOIN, page=JOIN).status_code == 302
    identity = db.scalars(select(Identity)).one()
    assert identity.person_id == amina.id
    ben = make_person(db, name="Ben Example")
    with pytest.raises(IdentityTaken):
        join_identity(db, ben, issuer=there.issuer, subject="amina-1", label="", now=NOON)
    db.commit()
    part = f"/account/elsewhere/{identity.id}/removal"
    other = sign_in(browser.application.test_client(), ben)
    assert post(other, part, page=OWN).status_code == 404
    assert post(browser, part, page=OWN).status_code == 302
    assert db.scalar(select(func.count(Identity.id))) == 0

"""Whoever ends the other sign-ins also ends the address that one of those asked for."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.actions.email_changes import settle_in_time
from app.people.models import EmailChange, Person, SignIn
from app.people.rules.email_changes import OLD_MAY_REFUSE
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As
from tests.conftest import SignIn as ComeIn
from tests.make.people import make_person
from tests.people.email_changes.both_ends import NEW, OLD, ask, links

SIGN_INS, PASSWORD = "/account/sign-ins", "/account/password"
WORDS: dict[str, object] = {"new_password": "kettle garden robin", "again": "kettle garden robin"}
NOT_TAKEN = "The e-mail address that was asked for somewhere else is not taken."


@pytest.fixture
def thief(here: FlaskClient, mailbox: FlaskClient, db: Session, platform: Platform) -> FlaskClient:
    """A browser in Amina's account, that asked for its own address and has confirmed it."""
    ask(here)
    new = links(db, platform)["email_new"]
    assert post(mailbox, new, page=new).status_code == 200
    return here


@pytest.fixture
def own(thief: FlaskClient, amina: Person, sign_in: ComeIn) -> FlaskClient:
    """Amina's own browser."""
    return sign_in(thief.application.test_client(), amina)


def is_taken(db: Session, person: Person) -> bool:
    """Whether the address is theirs once the old end was silent for long enough."""
    settle_in_time(db, now=NOON + OLD_MAY_REFUSE * 2)
    db.commit()
    db.expire_all()
    assert person.email in {OLD, NEW}
    return person.email == NEW


def test_what_nobody_ends_is_taken(db: Session, own: FlaskClient, amina: Person) -> None:
    assert own.get(SIGN_INS).status_code == 200
    assert is_taken(db, amina)


def test_ending_all_others_ends_what_they_asked_for(
    db: Session, own: FlaskClient, amina: Person
) -> None:
    told = post(own, f"{SIGN_INS}/end-others", page=SIGN_INS)
    assert NOT_TAKEN in own.get(told.location).text
    assert not is_taken(db, amina)


def test_ending_the_one_that_asked_ends_what_it_asked_for(
    db: Session, own: FlaskClient, amina: Person
) -> None:
    asked_in = db.scalars(select(EmailChange.asked_in_id)).one()
    told = post(own, f"{SIGN_INS}/{asked_in}/end", page=SIGN_INS)
    assert NOT_TAKEN in own.get(told.location).text
    assert not is_taken(db, amina)


def test_a_new_password_ends_what_was_asked_for_elsewhere(
    db: Session, own: FlaskClient, amina: Person
) -> None:
    told = post(own, PASSWORD, WORDS, page="/account/")
    assert NOT_TAKEN in own.get(told.location).text
    assert not is_taken(db, amina)


def test_what_one_asked_for_here_goes_on_and_leaving_ends_nothing(
    db: Session, thief: FlaskClient, amina: Person
) -> None:
    """Here the browser that asked is Amina's own."""
    for address in (f"{SIGN_INS}/end-others", PASSWORD):
        told = post(thief, address, WORDS, page="/account/")
        assert NOT_TAKEN not in thief.get(told.location).text
    post(thief, "/sign-out", page="/account/")
    assert is_taken(db, amina)


def test_somebody_elses_sign_in_ends_nothing_of_hers(
    db: Session, thief: FlaskClient, amina: Person, as_person: As
) -> None:
    asked_in = db.scalars(select(EmailChange.asked_in_id)).one()
    other = as_person(make_person(db, name="Ben Bystander"))
    post(other, f"{SIGN_INS}/{asked_in}/end", page=SIGN_INS)
    assert db.scalars(select(SignIn.ended_at).where(SignIn.id == asked_in)).all() == [None]
    del thief
    assert is_taken(db, amina)

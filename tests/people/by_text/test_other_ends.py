"""A code goes to the number that was typed, and to no other end, whoever has that number."""

from __future__ import annotations

import json
import re
from datetime import time, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.people.actions.contact import Contact, change_contact
from app.people.models import Person
from app.post.models import Letter
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON
from tests.make.people import make_person
from tests.people.by_text.phone import CODE, PHONE, ask, texts

OWN_PHONE = "+447700900777"


@pytest.fixture
def mallory(db: Session, tess: Person) -> Person:
    """Somebody who came before Tess, and says that they share her phone."""
    person = make_person(db, name="Mallory Mean", phone=PHONE, channel="text")
    person.created_at = tess.created_at - timedelta(days=1)
    db.commit()
    return person


def reach(db: Session, person: Person, channel: str, phone: str) -> None:
    """They change how they are reached, as on their own page."""
    contact = Contact(channel, phone, "", person.time_zone, time(21), time(8))
    change_contact(db, person, person, contact, may_open_doors=True, now=NOON)
    db.commit()


def test_whoever_takes_another_number_gets_no_code_that_was_asked_for_this_one(
    client: FlaskClient, tess: Person, mallory: Person, db: Session, platform: Platform
) -> None:
    ask(client)
    reach(db, mallory, "text", OWN_PHONE)
    (text,) = texts(platform)
    assert json.loads(text)["to"] == PHONE
    del tess


def test_a_code_never_goes_by_e_mail_whatever_they_choose_meanwhile(
    client: FlaskClient, tess: Person, mallory: Person, db: Session, platform: Platform
) -> None:
    ask(client)
    reach(db, mallory, "email", PHONE)
    assert db.scalars(select(Letter.channel)).all() == ["text"]
    (text,) = texts(platform)
    assert json.loads(text)["to"] == PHONE
    code = re.findall(r"\b\d{6}\b", text)[-1]
    # Mallory gets no texts any more, so that Tess is the only one whose phone it is.
    assert post(client, CODE, {"code": code}, page=CODE).location == "/home"
    assert f"Hello {tess.name.split()[0]}" in client.get("/home").text
    assert db.scalar(select(func.count()).select_from(Letter)) == 1

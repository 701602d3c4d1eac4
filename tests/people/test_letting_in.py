"""Whichever way somebody comes in, they are in, and the record says how; nothing else says so."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import Entry
from app.kit.links import LinkSigner
from app.people.actions.register import set_password
from app.people.actions.send_link import ask_for_link
from app.people.actions.text_codes import ask_for_code
from app.people.models import Person, TextCode
from app.post.models import Letter
from app.wiring import Platform
from tests.browser_like import csrf_token, post
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.make.passkeys import SoftPasskey
from tests.make.people import make_person
from tests.make.second_steps import set_up_app
from tests.people.second_step.helping import OWN, app_on_page
from tests.people.second_step.test_passkeys import add, asked, show

PASSWORD = "kettle garden robin"


@pytest.fixture
def amina(db: Session) -> Person:
    """Somebody with a password."""
    person = make_person(db, email="amina@learning.example")
    set_password(db, person, password=PASSWORD, now=NOON)
    db.commit()
    return person


def came(db: Session) -> list[str]:
    """What the record says of coming in."""
    wanted = select(Entry.deed).where(Entry.deed.like("people.%")).order_by(Entry.id)
    return [one.removeprefix("people.") for one in db.scalars(wanted)]


def come(browser: FlaskClient, **more: object) -> Any:
    """Come with the password."""
    fields: dict[str, object] = {"email": "amina@learning.example", "password": PASSWORD}
    return post(browser, "/sign-in", {**fields, **more}, page="/sign-in")


def test_one_that_ran_out_in_this_browser_does_not_end_the_new_one(
    client: FlaskClient, amina: Person, clock: StoppedClock
) -> None:
    come(client, is_shared="yes")
    token = csrf_token(client, "/account/")
    clock.move(minutes=20)
    fields = {"csrf_token": token, "email": amina.email, "password": PASSWORD}
    assert client.post("/sign-in", data=fields).location == "/home"
    assert client.get("/account/").status_code == 200


def test_both_steps_are_one_line_and_the_first_alone_is_none(
    client: FlaskClient, amina: Person, db: Session, clock: StoppedClock
) -> None:
    app, _ = set_up_app(db, amina)
    clock.move(minutes=1)
    assert come(client).location == "/sign-in/second-step"
    assert came(db) == []
    page = "/sign-in/second-step"
    post(client, page, {"code": app.shows(clock.now())}, page=page)
    assert came(db) == ["signed_in_password"]


def test_a_passkey_that_is_shown_once_more_is_no_sign_in(
    client: FlaskClient, db: Session, as_person: As
) -> None:
    person = make_person(db)
    key = SoftPasskey()
    browser = as_person(person)
    assert add(browser, key) == 200
    before = came(db)
    shown = key.shown(asked(browser, "/sign-in/passkey", "/account/"))
    post(browser, "/sign-in/passkey", {"credential": shown}, page="/account/")
    assert came(db)[len(before) :] == ["step_shown"]
    assert show(client.application.test_client(), key).status_code == 302
    assert came(db)[len(before) + 1 :] == ["signed_in_passkey"]


def test_a_wrong_code_from_a_text_is_no_sign_in_of_whoever_is_here(
    db: Session, as_person: As
) -> None:
    browser = as_person(make_person(db))
    ask = "/sign-in/text"
    post(browser, ask, {"phone": "07700 900321"}, page=ask)
    wrong = post(browser, f"{ask}/code", {"code": "000000"}, page=f"{ask}/code")
    assert wrong.location.endswith("wrong=1")
    assert came(db) == []


def test_a_link_costs_the_same_work_whether_the_address_is_known_or_not(
    db: Session, amina: Person, count_statements: CountStatements
) -> None:
    work = []
    for email in (amina.email or "", "nobody@learning.example"):
        with count_statements() as sent:
            ask_for_link(db, email=email, now=NOON)
        work.append(list(sent))
    assert work[0] == work[1]
    assert "pg_logical_emit_message" in work[1][-1]
    assert [row.person_id for row in db.scalars(select(Letter))] == [amina.id]


def test_a_new_password_asks_once_more_who_is_here(
    client: FlaskClient, amina: Person, db: Session, clock: StoppedClock
) -> None:
    come(client)
    was = amina.password_hash
    clock.move(minutes=15)
    new = {"new_password": "a quite new password"}
    assert post(client, "/account/password", dict(new)).location.startswith("/account/step")
    db.refresh(amina)
    assert amina.password_hash == was


def test_taking_an_app_into_use_asks_once_more_who_is_here(
    db: Session, as_person: As, clock: StoppedClock
) -> None:
    person = make_person(db)
    browser = as_person(person)
    app = app_on_page(browser)
    token = csrf_token(browser, f"{OWN}app")
    clock.move(minutes=15)
    fields = {"csrf_token": token, "code": app.shows(clock.now())}
    asked_again = browser.post(f"{OWN}app/confirmation", data=fields)
    assert asked_again.location.startswith("/account/step")
    db.refresh(person)
    assert not person.has_second_step


def test_what_is_kept_of_a_number_tells_nobody_without_the_secret(
    db: Session, platform: Platform
) -> None:
    ask_for_code(db, platform.links, phone="+447700900321", now=NOON)
    kept = db.scalars(select(TextCode.phone_mark)).one()
    assert kept != sha256(b"+447700900321").hexdigest()
    assert kept == platform.links.mark("phone of a code", "+447700900321")
    assert kept != LinkSigner("another secret").mark("phone of a code", "+447700900321")

"""Passkeys: several for a person, each answer good once, for this site, by their owner alone."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Passkey, Person
from app.people.queries.second_steps import second_steps_of
from tests.browser_like import csrf_token, post
from tests.clock import StoppedClock
from tests.conftest import As
from tests.make.passkeys import PRESENT, SoftPasskey
from tests.make.people import make_person
from tests.make.second_steps import set_up_app

OWN, NEW, KEYS = "/account/second-step/", "/account/passkeys/new", "/account/passkeys"
SHOW, STEP = "/sign-in/passkey", "/sign-in/second-step"


def asked(client: FlaskClient, address: str, page: str) -> dict[str, Any]:
    """The question that a browser gets for a passkey."""
    answer = post(client, f"{address}/asking", page=page)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def add(client: FlaskClient, key: SoftPasskey, name: str = "My phone") -> int:
    """Add a passkey on its page; the status of the answer."""
    made = key.made(asked(client, KEYS, NEW))
    return post(client, KEYS, {"name": name, "credential": made}, page=NEW).status_code


def show(client: FlaskClient, key: SoftPasskey, then: str = "", page: str = "/sign-in") -> Any:
    """Show a passkey on the sign-in page."""
    shown = key.shown(asked(client, SHOW, page))
    return post(client, SHOW, {"credential": shown, "next": then}, page=page)


@pytest.fixture
def person(db: Session) -> Person:
    """Somebody."""
    return make_person(db, email="amina@learning.example")


@pytest.fixture
def key(person: Person, as_person: As) -> SoftPasskey:
    """A passkey that was added to the account."""
    made = SoftPasskey()
    assert add(as_person(person), made) == 200
    return made


def stranger(client: FlaskClient) -> FlaskClient:
    """Another browser."""
    return client.application.test_client()


def is_in(client: FlaskClient) -> bool:
    """Whether the account is open."""
    return client.get("/account/").status_code == 200


def test_a_passkey_alone_is_both_steps_and_leads_where_one_wanted_to_go(
    client: FlaskClient, key: SoftPasskey
) -> None:
    other = stranger(client)
    assert show(other, key, then="/account/letters").location == "/account/letters"
    assert is_in(other)
    evil = stranger(client)
    assert show(evil, key, then="https://evil.example/").location == "/home"


def test_with_the_first_passkey_come_recovery_codes_once(
    db: Session, person: Person, client: FlaskClient, key: SoftPasskey
) -> None:
    assert second_steps_of(db, person.id).recovery_left == 10
    assert add(client, SoftPasskey(), "Key on my ring") == 302
    page = client.get(OWN).get_data(as_text=True)
    assert page.index("My phone") < page.index("Key on my ring")


def test_the_same_answer_does_not_count_twice(client: FlaskClient, key: SoftPasskey) -> None:
    other = stranger(client)
    options = asked(other, SHOW, "/sign-in")
    before = other.get_cookie("dlp_session")
    assert before is not None
    fields = {"csrf_token": csrf_token(other), "credential": key.shown(options)}
    assert other.post(SHOW, data=fields).status_code == 302
    again = stranger(client)
    again.set_cookie("dlp_session", before.value)
    assert again.post(SHOW, data=fields).status_code == 422
    assert not is_in(again)


def test_a_question_has_ten_minutes(
    client: FlaskClient, key: SoftPasskey, clock: StoppedClock
) -> None:
    other = stranger(client)
    shown = key.shown(asked(other, SHOW, "/sign-in"))
    token = csrf_token(other)
    clock.move(minutes=10)
    late = other.post(SHOW, data={"csrf_token": token, "credential": shown})
    assert late.status_code == 422


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://learning.example.evil.example"},
        {"origin": "https://evil.example"},
        {"flags": PRESENT},
        {"flags": 0},
        {"key": SoftPasskey().key},
        {"credential_id": b"nobody's"},
    ],
    ids=["host beside ours", "other host", "owner not seen", "not pressed", "forged", "unknown"],
)
def test_a_passkey_that_lies_opens_nothing(
    client: FlaskClient, key: SoftPasskey, lie: dict[str, Any]
) -> None:
    for name, value in lie.items():
        setattr(key, name, value)
    other = stranger(client)
    answer = show(other, key)
    assert answer.status_code == 422
    assert "did not work here" in answer.get_data(as_text=True)
    assert not is_in(other)


def test_the_copy_of_a_passkey_that_counts_is_refused(
    client: FlaskClient, person: Person, as_person: As
) -> None:
    key = SoftPasskey(counts=5)
    add(as_person(person), key)
    key.counts = 7
    assert show(stranger(client), key).status_code == 302
    for counts in (7, 6, 0):
        key.counts = counts
        assert show(stranger(client), key).status_code == 422


@pytest.mark.parametrize(
    "nonsense",
    [
        *("", "{}", "[]", "null", "0", '"x"', "{", '{"rawId": 5}', '{"rawId": "!"}', "x" * 20_000),
        *('{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {}}', "[" * 9_000),
    ],
)
def test_nonsense_is_refused_and_no_fault(
    client: FlaskClient, person: Person, as_person: As, nonsense: str
) -> None:
    browser = as_person(person)
    asked(browser, KEYS, NEW)
    fields: dict[str, object] = {"name": "My phone", "credential": nonsense}
    assert post(browser, KEYS, fields, page=NEW).status_code == 422
    other = stranger(client)
    asked(other, SHOW, "/sign-in")
    assert post(other, SHOW, {"credential": nonsense}, page="/sign-in").status_code == 422


def test_a_question_for_showing_makes_no_passkey_and_without_one_nothing_goes(
    person: Person, as_person: As
) -> None:
    browser = as_person(person)
    options = asked(browser, KEYS, NEW)
    asked(browser, SHOW, OWN)
    fields: dict[str, object] = {"name": "x", "credential": SoftPasskey().made(options)}
    for _ in range(2):
        assert post(browser, KEYS, fields, page=NEW).status_code == 422


def test_a_passkey_belongs_to_one_account(db: Session, key: SoftPasskey, as_person: As) -> None:
    ben = make_person(db, name="Ben Example")
    assert add(as_person(ben), key) == 422
    assert len(db.scalars(select(Passkey)).all()) == 1


def test_names_are_kept_as_they_were_meant_and_a_passkey_needs_one(
    db: Session, client: FlaskClient, key: SoftPasskey
) -> None:
    for name in ("", "  ", "\u202e", "x" * 61):
        assert add(client, SoftPasskey(), name) == 422
    (row,) = db.scalars(select(Passkey)).all()
    assert post(client, f"{KEYS}/{row.id}", {"name": " <b>Old</b>  phone "}).status_code == 302
    assert "&lt;b&gt;Old&lt;/b&gt; phone" in client.get(OWN).get_data(as_text=True)


def test_nobody_renames_or_takes_away_somebody_elses(
    db: Session, key: SoftPasskey, as_person: As
) -> None:
    (row,) = db.scalars(select(Passkey)).all()
    ben = as_person(make_person(db, name="Ben Example"))
    for one in (row.id, new_id()):
        assert post(ben, f"{KEYS}/{one}", {"name": "Mine"}).status_code == 404
        assert post(ben, f"{KEYS}/{one}/removal").status_code == 404


def test_a_passkey_that_was_taken_away_opens_nothing(
    db: Session, person: Person, client: FlaskClient, key: SoftPasskey
) -> None:
    (row,) = db.scalars(select(Passkey)).all()
    assert post(client, f"{KEYS}/{row.id}/removal").status_code == 302
    assert show(stranger(client), key).status_code == 422
    db.refresh(person)
    assert not person.has_second_step


def test_one_of_two_second_steps_may_go(db: Session, person: Person, as_person: As) -> None:
    set_up_app(db, person)
    browser = as_person(person)
    add(browser, SoftPasskey())
    assert post(browser, f"{OWN}app/removal", page=OWN).status_code == 302
    db.refresh(person)
    assert person.has_second_step
    assert second_steps_of(db, person.id).recovery_left == 10


def test_it_shows_once_more_who_is_here_and_nobody_elses_does(
    db: Session, person: Person, as_person: As, client: FlaskClient, clock: StoppedClock
) -> None:
    mine, theirs = SoftPasskey(), SoftPasskey()
    add(as_person(make_person(db, name="Ben Example")), theirs)
    add(as_person(person), mine)
    clock.move(minutes=15)
    assert client.get(NEW).location == f"/account/step?next={NEW}"
    options = asked(client, SHOW, "/account/step")
    assert len(options["allowCredentials"]) == 1
    assert show(client, theirs, page="/account/step").status_code == 422
    assert client.get(NEW).status_code == 302
    assert show(client, mine, then=NEW, page="/account/step").location == NEW
    assert client.get(NEW).status_code == 200


def test_the_sign_in_page_names_nobodys_passkeys(client: FlaskClient, key: SoftPasskey) -> None:
    assert asked(stranger(client), SHOW, "/sign-in")["allowCredentials"] == []

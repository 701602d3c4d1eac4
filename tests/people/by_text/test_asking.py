"""Asking for a code: who gets one, how often, and what it tells a stranger."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.people.actions.text_codes import ask_for_code
from app.people.actions.ways_in import look_after_ways_in
from app.people.models import Person, TextCode
from app.post.models import Letter
from app.wiring import Platform
from tests.browser_like import csrf_token, post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements
from tests.make.people import make_person
from tests.people.by_text.phone import ASK, CODE, PHONE, ask, texts


def test_known_and_unknown_numbers_are_answered_alike_with_as_many_statements(
    client: FlaskClient, tess: Person, count_statements: CountStatements, db: Session
) -> None:
    answers = []
    for phone in ("07700 900321", "07700 900999"):
        browser = client.application.test_client()
        browser.get(ASK)
        with count_statements() as sent:
            answer = post(browser, ASK, {"phone": phone}, page=ASK)
        wrong = post(browser, CODE, {"code": "000000"}, page=CODE)
        answers.append((answer.status_code, answer.location, answer.data, len(sent), wrong.data))
    assert answers[0] == answers[1]
    assert db.scalar(select(func.count()).select_from(Letter)) == 1
    del tess


def test_whoever_did_not_choose_texts_gets_none(
    client: FlaskClient, db: Session, platform: Platform
) -> None:
    make_person(db, name="Cal Call", email=None, phone=PHONE, channel="call")
    db.commit()
    ask(client)
    assert texts(platform) == []


@pytest.mark.parametrize("typed", ["", "07700", "x" * 5000, "07700 900321, 07700 900322"])
def test_what_is_no_number_is_refused_in_words(client: FlaskClient, typed: str) -> None:
    assert post(client, ASK, {"phone": typed}, page=ASK).status_code == 422


def test_one_number_gets_five_codes_an_hour_at_most(client: FlaskClient, tess: Person) -> None:
    numbers = ["07700 900321", "+447700900321", "07700900321", "0044 7700 900321", "07700-900321"]
    for phone in numbers:
        ask(client, phone)
    assert post(client, ASK, {"phone": "07700 900 321"}, page=ASK).status_code == 429
    del tess


def test_numbers_that_asked_are_forgotten_after_a_day(
    db: Session, platform: Platform, clock: StoppedClock
) -> None:
    ask_for_code(db, platform.links, phone=PHONE, now=NOON)
    ask_for_code(db, platform.links, phone=PHONE, now=clock.move(hours=23))
    look_after_ways_in(db, now=clock.move(hours=2))
    assert db.scalar(select(func.count()).select_from(TextCode)) == 1


def test_what_is_no_number_keeps_nobody_else_out(client: FlaskClient, tess: Person) -> None:
    for _ in range(6):
        nonsense = post(client, ASK, {"phone": "ring me"}, page=ASK)
    assert nonsense.status_code == 429
    other = client.application.test_client()
    token = csrf_token(other, ASK)
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    fields = {"csrf_token": token, "phone": "ring me too"}
    assert other.post(ASK, data=fields, environ_base=elsewhere).status_code == 422
    del tess

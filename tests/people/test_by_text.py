"""Signing in by a code in a text."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.kit.errors import Refusal
from app.people.actions.text_codes import ask_for_code, show_code, use_code
from app.people.actions.ways_in import look_after_ways_in
from app.people.models import Person, SignIn, TextCode
from app.post.actions.send import send_due
from app.post.models import Letter
from app.wiring import Platform
from tests.browser_like import csrf_token, post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements
from tests.make.people import make_person

PHONE = "+447700900321"
ASK, CODE, WHO = "/sign-in/text", "/sign-in/text/code", "/sign-in/text/who"


@pytest.fixture
def tess(db: Session) -> Person:
    """Somebody without e-mail who gets texts."""
    person = make_person(db, name="Tess Text", email=None, phone=PHONE, channel="text")
    db.commit()
    return person


def texts(platform: Platform) -> list[str]:
    """Send what is due, and read the texts."""
    send_due(platform.sessions, platform.office, clock=platform.clock)
    folder = Path(platform.settings.text_url.removeprefix("folder:"))
    return [file.read_text() for file in sorted(folder.glob("*.json"))]


def ask(browser: FlaskClient, phone: str = "07700 900321", **more: object) -> None:
    """Ask for a code."""
    assert post(browser, ASK, {"phone": phone, **more}, page=ASK).location == CODE


def code_for(platform: Platform) -> str:
    """The code in the newest text."""
    found = re.findall(r"\b\d{6}\b", texts(platform)[-1])
    assert len(set(found)) == 1
    return str(found[0])


def other_than(code: str) -> str:
    """A code that is wrong."""
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_somebody_without_e_mail_signs_in_by_a_text(
    client: FlaskClient, tess: Person, platform: Platform, db: Session
) -> None:
    assert ASK in client.get("/sign-in").text
    ask(client)
    page = client.get(CODE).text
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page
    code = code_for(platform)
    assert post(client, CODE, {"code": f" {code[:3]} {code[3:]}"}, page=CODE).location == "/home"
    assert "Hello Tess" in client.get("/home").text
    assert db.scalars(select(SignIn.how)).all() == ["text"]
    del tess


def test_the_text_names_nobody_and_binds_the_code_to_our_pages(
    client: FlaskClient, tess: Person, platform: Platform
) -> None:
    ask(client)
    (text,) = texts(platform)
    body = json.loads(text)["text"]
    assert tess.name.split()[0] not in body
    assert re.search(r"\n@learning\.example #\d{6}$", body.rstrip())


def test_the_code_stands_nowhere_in_the_database(
    client: FlaskClient, tess: Person, platform: Platform, db: Session
) -> None:
    ask(client)
    code = code_for(platform)
    rows = "SELECT string_agg(t::text, '') FROM {} AS t"
    for table in ("letter", "text_code"):
        kept = db.connection().exec_driver_sql(rows.format(table)).scalar_one()
        assert f"#{code}" not in kept
        assert f" {code}" not in kept
    assert db.scalars(select(Letter.cohort_id)).all() == [None]
    del tess


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


def test_another_browser_cannot_use_the_code(
    client: FlaskClient, tess: Person, platform: Platform
) -> None:
    ask(client)
    code = code_for(platform)
    other = client.application.test_client()
    assert other.get(CODE).location == ASK
    other_asked = client.application.test_client()
    ask(other_asked, "07700 900999")
    assert post(other_asked, CODE, {"code": code}, page=CODE).location == f"{CODE}?wrong=1"
    assert other_asked.get("/home").status_code == 302
    del tess


def test_after_five_tries_the_right_code_is_worth_nothing(
    client: FlaskClient, tess: Person, platform: Platform
) -> None:
    ask(client)
    code = code_for(platform)
    for _ in range(5):
        wrong = post(client, CODE, {"code": other_than(code)}, page=CODE)
        assert wrong.location == f"{CODE}?wrong=1"
        assert "This is not the code" in client.get(wrong.location).text
    assert post(client, CODE, {"code": code}, page=CODE).location == f"{CODE}?wrong=1"
    del tess


def test_a_code_lasts_ten_minutes(
    client: FlaskClient, tess: Person, platform: Platform, clock: StoppedClock
) -> None:
    ask(client)
    code = code_for(platform)
    clock.move(minutes=10)
    assert post(client, CODE, {"code": code}, page=CODE).location == f"{CODE}?wrong=1"
    del tess


def test_people_who_share_a_phone_choose_who_they_are(
    client: FlaskClient, tess: Person, db: Session, platform: Platform
) -> None:
    tom = make_person(db, name="Tom Text", email=None, phone=PHONE, channel="text")
    eve = make_person(db, name="Eve Else")
    db.commit()
    ask(client, is_shared="yes")
    assert client.get(WHO).location == f"{CODE}?wrong=1"
    assert post(client, CODE, {"code": code_for(platform)}, page=CODE).location == WHO
    page = client.get(WHO).text
    assert tess.name in page
    assert tom.name in page
    assert eve.name not in page
    assert post(client, WHO, {"person": str(eve.id)}, page=WHO).status_code == 422
    assert post(client, WHO, {"person": str(tom.id)}, page=WHO).location == "/home"
    home = client.get("/home").text
    assert "Hello Tom" in home
    assert "You are on a shared computer." in home
    again = post(client, WHO, {"person": str(tess.id)}, page="/account/")
    assert again.status_code == 422


@pytest.mark.parametrize("typed", ["", "07700", "x" * 5000, "07700 900321, 07700 900322"])
def test_what_is_no_number_is_refused_in_words(client: FlaskClient, typed: str) -> None:
    assert post(client, ASK, {"phone": typed}, page=ASK).status_code == 422


@pytest.mark.parametrize("typed", ["", "12345", "١٢٣٤٥٦", "abcdef", "1" * 5000])
def test_nonsense_is_a_wrong_code_and_no_fault(client: FlaskClient, typed: str) -> None:
    ask(client)
    assert post(client, CODE, {"code": typed}, page=CODE).status_code in {302, 422}


def test_one_number_gets_five_codes_an_hour_at_most(client: FlaskClient, tess: Person) -> None:
    numbers = ["07700 900321", "+447700900321", "07700900321", "0044 7700 900321", "07700-900321"]
    for phone in numbers:
        ask(client, phone)
    assert post(client, ASK, {"phone": "07700 900 321"}, page=ASK).status_code == 429
    del tess


def test_of_many_who_use_a_code_at_the_same_moment_one_is_let_in(
    sessions: sessionmaker[Session], tess: Person, db: Session, platform: Platform
) -> None:
    asked = ask_for_code(db, platform.links, phone=PHONE, now=NOON)
    db.commit()
    code = platform.links.figures("text_code", asked)

    def attempt(_: int) -> bool:
        with sessions() as one:
            is_right = show_code(one, platform.links, asked, typed=code, now=NOON)
            one.commit()
            return is_right

    def enter(_: int) -> bool:
        with sessions() as one:
            try:
                use_code(one, platform.links, asked, tess.id, now=NOON)
            except Refusal:
                return False
            one.commit()
            return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, range(4))) == 1
        assert sum(pool.map(enter, range(8))) == 1


def test_numbers_that_asked_are_forgotten_after_a_day(
    db: Session, platform: Platform, clock: StoppedClock
) -> None:
    ask_for_code(db, platform.links, phone=PHONE, now=NOON)
    ask_for_code(db, platform.links, phone=PHONE, now=clock.move(hours=23))
    look_after_ways_in(db, now=clock.move(hours=2))
    assert db.scalar(select(func.count()).select_from(TextCode)) == 1


def test_whoever_took_another_number_meanwhile_is_not_let_in(
    client: FlaskClient, tess: Person, platform: Platform, db: Session
) -> None:
    ask(client)
    code = code_for(platform)
    tess.phone = "+447700900555"
    db.commit()
    assert post(client, CODE, {"code": code}, page=CODE).location == WHO
    assert client.get(WHO).location == f"{CODE}?wrong=1"


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

"""A code in a text lets in whoever it was sent to, once, for ten minutes."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.kit.errors import Refusal
from app.people.actions.text_codes import ask_for_code, show_code, use_code
from app.people.models import Person, SignIn
from app.post.models import Letter
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.make.people import make_person
from tests.people.by_text.phone import ASK, CODE, PHONE, WHO, ask, code_for, other_than, texts


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


@pytest.mark.parametrize("typed", ["", "12345", "١٢٣٤٥٦", "abcdef", "1" * 5000])
def test_nonsense_is_a_wrong_code_and_no_fault(client: FlaskClient, typed: str) -> None:
    ask(client)
    assert post(client, CODE, {"code": typed}, page=CODE).status_code in {302, 422}


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


def test_whoever_took_another_number_meanwhile_is_not_let_in(
    client: FlaskClient, tess: Person, platform: Platform, db: Session
) -> None:
    ask(client)
    code = code_for(platform)
    tess.phone = "+447700900555"
    db.commit()
    assert post(client, CODE, {"code": code}, page=CODE).location == WHO
    assert client.get(WHO).location == f"{CODE}?wrong=1"

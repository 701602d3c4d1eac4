"""Texts go to another phone only once its reader has typed the code that was sent there."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.people.queries.text_codes import people_by_text
from app.post.models import Letter
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import StoppedClock
from tests.conftest import As
from tests.make.people import make_person
from tests.people.by_text.phone import CODE, PHONE, ask, code_for, other_than, texts
from tests.people.test_preferences import AS_IT_WAS, OWN

SHOW = "/account/phone"
TEXTS = {**AS_IT_WAS, "channel": "text", "phone": "07700 900321", "post_address": "The desk"}


@pytest.fixture
def mallory(db: Session) -> Person:
    """Somebody who calls themselves as Tess is called."""
    return make_person(db, name="Tess Text", email="mallory@learning.example")


def begin(browser: FlaskClient) -> None:
    """Say that texts go to this phone from now on."""
    assert post(browser, OWN, dict(TEXTS)).location == SHOW


def show(browser: FlaskClient, code: str) -> str:
    """Type the code; where that leads."""
    return str(post(browser, SHOW, {"code": code}, page=SHOW).location)


def test_who_only_says_that_a_phone_is_theirs_does_not_stand_between_its_owner_and_their_account(
    client: FlaskClient, tess: Person, mallory: Person, as_person: As, platform: Platform
) -> None:
    thief = as_person(mallory)
    begin(thief)
    tess_s = client.application.test_client()
    ask(tess_s)
    texts(platform)
    # Not a choice of two people who are called alike: the texts of one write into her account.
    codes = [json.loads(one)["text"] for one in texts(platform)]
    own = next(one for one in codes if "to sign in" in one)
    code = re.findall(r"\b\d{6}\b", own)[0]
    assert post(tess_s, CODE, {"code": code}, page=CODE).location == "/home"
    assert tess.channel == "text"


def test_the_code_makes_it_theirs_and_all_else_is_kept_before(
    db: Session, mallory: Person, as_person: As, platform: Platform
) -> None:
    browser = as_person(mallory)
    begin(browser)
    db.refresh(mallory)
    assert (mallory.channel, mallory.phone, mallory.post_address) == ("email", None, "The desk")
    assert "07700 900321" in browser.get(SHOW).text
    (text,) = texts(platform)
    assert "this is your phone" in json.loads(text)["text"]
    assert "sign in" not in json.loads(text)["text"]
    code = code_for(platform)
    assert show(browser, other_than(code)) == f"{SHOW}?wrong=1"
    assert "This is not the code" in browser.get(f"{SHOW}?wrong=1").text
    assert people_by_text(db, PHONE) == []
    assert show(browser, code) == OWN
    db.expire_all()
    assert [one.id for one in people_by_text(db, PHONE)] == [mallory.id]
    assert show(browser, code) == OWN
    told = db.scalars(select(Letter).where(Letter.kind == "way_in_new")).all()
    assert [one.goes_to for one in told] == ["mallory@learning.example"]


def test_the_code_lasts_ten_minutes_takes_five_tries_and_signs_nobody_in(
    db: Session, mallory: Person, as_person: As, platform: Platform, clock: StoppedClock
) -> None:
    browser = as_person(mallory)
    begin(browser)
    code = code_for(platform)
    for _ in range(5):
        show(browser, other_than(code))
    assert show(browser, code) == f"{SHOW}?wrong=1"
    begin(browser)
    code = code_for(platform)
    clock.move(minutes=10)
    assert show(browser, code) == f"{SHOW}?wrong=1"
    db.refresh(mallory)
    assert mallory.phone is None
    other = browser.application.test_client()
    assert other.get(CODE).location == "/sign-in/text"


def test_somebody_who_asked_for_nothing_has_nothing_to_show(mallory: Person, as_person: As) -> None:
    browser = as_person(mallory)
    assert browser.get(SHOW).location == OWN
    assert post(browser, SHOW, {"code": "123456"}).location == OWN


def test_the_same_number_again_and_calls_need_no_code(
    db: Session, tess: Person, as_person: As, platform: Platform
) -> None:
    browser = as_person(tess)
    assert post(browser, OWN, dict(TEXTS)).location == OWN
    assert post(browser, OWN, {**TEXTS, "channel": "call"}).location == OWN
    assert texts(platform) == []
    db.refresh(tess)
    assert tess.channel == "call"


def test_nobody_has_codes_sent_to_a_phone_without_end(mallory: Person, as_person: As) -> None:
    browser = as_person(mallory)
    for _ in range(5):
        begin(browser)
    page = post(browser, OWN, dict(TEXTS))
    assert page.status_code == 429
    assert "The desk" in page.text

"""Who tries somebody's account or number keeps nobody out of it, and guessing stays limited."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.actions.register import set_password
from app.people.models import Person
from app.post.models import Letter
from app.wiring import Platform
from tests.browser_like import csrf_token, post
from tests.clock import NOON
from tests.make.people import make_person
from tests.people.by_text.phone import ASK, CODE, PHONE, code_for

MAIL, PASSWORD = "amina@learning.example", "kettle garden robin"
IN, STOPPED = 302, 429
# Refused before anybody looks at it, and counted all the same.
NO_PASSWORD = "x" * 201


@pytest.fixture
def amina(db: Session) -> Person:
    """Somebody with a password, who gets texts as well."""
    person = make_person(db, email=MAIL, phone=PHONE, channel="text")
    set_password(db, person, password=PASSWORD, now=NOON)
    db.commit()
    return person


@pytest.fixture
def places() -> Iterator[str]:
    """Network addresses, each another one."""
    return (f"198.51.{place // 250}.{place % 250 + 1}" for place in count())


def at(client: FlaskClient, place: str) -> FlaskClient:
    """A browser somewhere else."""
    other = client.application.test_client()
    other.environ_base["REMOTE_ADDR"] = place
    return other


def enter(browser: FlaskClient, password: str = PASSWORD, **more: object) -> int:
    """Sign in by password, or ask for a link without one; the status of the answer."""
    fields: dict[str, object] = {"email": MAIL, "password": password, **more}
    return post(browser, "/sign-in", fields, page="/sign-in").status_code


def try_often(client: FlaskClient, places: Iterator[str], times: int) -> list[int]:
    """Somebody tries passwords from ten times fewer places than tries."""
    answers = []
    for _ in range(times // 10):
        thief = at(client, next(places))
        token = csrf_token(thief)
        fields = {"csrf_token": token, "email": MAIL, "password": NO_PASSWORD}
        answers += [thief.post("/sign-in", data=fields).status_code for _ in range(10)]
    return answers


def leave(browser: FlaskClient) -> FlaskClient:
    """Sign out."""
    assert post(browser, "/sign-out").status_code == IN
    return browser


@pytest.mark.parametrize("password", [PASSWORD, ""])
def test_tries_from_one_place_keep_nobody_out_elsewhere(
    client: FlaskClient, amina: Person, places: Iterator[str], password: str
) -> None:
    thief = at(client, next(places))
    token = csrf_token(thief)
    fields = {"csrf_token": token, "email": MAIL, "password": NO_PASSWORD}
    answers = [thief.post("/sign-in", data=fields).status_code for _ in range(30)]
    assert answers == [422] * 10 + [STOPPED] * 20
    assert enter(at(client, next(places)), password) == IN


def test_tries_with_passwords_leave_links_alone(
    client: FlaskClient, amina: Person, places: Iterator[str]
) -> None:
    try_often(client, places, 60)
    assert enter(at(client, next(places))) == STOPPED
    assert enter(at(client, next(places)), "") == IN


def test_tries_from_many_places_are_stopped_together(
    client: FlaskClient, amina: Person, places: Iterator[str]
) -> None:
    answers = try_often(client, places, 60)
    assert answers == [422] * 50 + [STOPPED] * 10


def test_a_browser_that_was_in_before_gets_in_all_the_same(
    client: FlaskClient, amina: Person, places: Iterator[str]
) -> None:
    own = at(client, next(places))
    assert enter(own) == IN
    leave(own)
    try_often(client, places, 60)
    own.environ_base["REMOTE_ADDR"] = next(places)
    assert enter(own) == IN


def test_and_has_ten_tries_of_its_own(
    client: FlaskClient, amina: Person, places: Iterator[str]
) -> None:
    own = at(client, next(places))
    assert enter(own) == IN
    leave(own)
    answers = [enter(own, NO_PASSWORD) for _ in range(9)]
    own.environ_base["REMOTE_ADDR"] = next(places)
    assert [*answers, *(enter(own, NO_PASSWORD) for _ in range(2))] == [422] * 10 + [STOPPED]


def test_a_browser_that_others_use_is_not_known(
    client: FlaskClient, amina: Person, places: Iterator[str]
) -> None:
    shared = at(client, next(places))
    assert enter(shared, is_shared="yes") == IN
    assert shared.get_cookie("dlp_known", domain="localhost") is None
    leave(shared)
    try_often(client, places, 60)
    assert enter(shared) == STOPPED


def test_one_that_knows_somebody_else_or_tells_lies_is_not_known(
    client: FlaskClient, amina: Person, db: Session, places: Iterator[str]
) -> None:
    ben = make_person(db, name="Ben", email="ben@learning.example")
    set_password(db, ben, password=PASSWORD, now=NOON)
    db.commit()
    his = at(client, next(places))
    assert enter(his, email="ben@learning.example") == IN
    leave(his)
    try_often(client, places, 60)
    assert enter(his) == STOPPED
    kept = his.get_cookie("dlp_known", domain="localhost")
    assert kept is not None
    assert MAIL not in kept.value
    his.set_cookie("dlp_known", kept.value[:-4] + "AAAA")
    assert enter(his) == STOPPED


def test_a_whole_network_of_new_addresses_is_one_place(client: FlaskClient, amina: Person) -> None:
    answers = []
    for last in range(12):
        thief = at(client, f"2001:db8:1:2::{last + 1:x}")
        answers.append(enter(thief, NO_PASSWORD))
    assert answers == [422] * 10 + [STOPPED] * 2


def ask_for_code(browser: FlaskClient) -> int:
    """Ask for a code to Amina's phone."""
    return post(browser, ASK, {"phone": PHONE}, page=ASK).status_code


def test_codes_that_others_ask_for_keep_nobody_out(
    client: FlaskClient, amina: Person, db: Session, platform: Platform, places: Iterator[str]
) -> None:
    own = at(client, next(places))
    assert ask_for_code(own) == IN
    assert post(own, CODE, {"code": code_for(platform)}, page=CODE).status_code == IN
    leave(own)
    thief = at(client, next(places))
    assert [ask_for_code(thief) for _ in range(7)] == [IN] * 5 + [STOPPED] * 2
    assert ask_for_code(at(client, next(places))) == IN
    others = [ask_for_code(at(client, next(places))) for _ in range(20)]
    assert others == [IN] * 13 + [STOPPED] * 7
    assert ask_for_code(own) == IN
    sent = db.scalars(select(Letter).where(Letter.kind == "text_code")).all()
    assert len(sent) == 1 + 5 + 1 + 13 + 1


def test_who_only_says_that_a_number_is_theirs_gets_no_tries_by_it(
    client: FlaskClient, amina: Person, db: Session, places: Iterator[str]
) -> None:
    mallory = make_person(db, email="mallory@learning.example", phone=PHONE, channel="text")
    set_password(db, mallory, password=PASSWORD, now=NOON)
    db.commit()
    browser = at(client, next(places))
    assert enter(browser, email="mallory@learning.example") == IN
    assert [ask_for_code(browser) for _ in range(6)] == [IN] * 5 + [STOPPED]
    browser.environ_base["REMOTE_ADDR"] = next(places)
    assert ask_for_code(browser) == IN

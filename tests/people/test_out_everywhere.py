"""Signing out everywhere ends what was on its way in as well: links, codes and other windows."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.gatherings.actions.feed import make_feed
from app.gatherings.queries.feed import feed_of
from app.people.actions.email_changes import ask_for_email, refuse_at_old_end
from app.people.actions.register import set_password
from app.people.actions.shut_out import shut_out
from app.people.actions.sign_in import check_password, make_link, use_link
from app.people.actions.sign_ins import begin_sign_in
from app.people.actions.text_codes import ask_for_code, show_code, use_code
from app.people.errors import LinkSpent
from app.people.models import Person, SignIn
from app.post.models import Letter
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import SignIn as EnterAs
from tests.launch.waiting import LIMIT, until
from tests.locks import how_many_wait
from tests.make.people import make_person
from tests.make.sign_ins import make_sign_in
from tests.people.by_text.phone import CODE, PHONE, WHO, ask, code_for

PASSWORD = "kettle garden robin"
OTHERS = "/account/sign-ins/end-others"
Way = Callable[[Session], Person]
Press = Callable[[Session], object]


@pytest.fixture
def tess(db: Session) -> Person:
    """Somebody without e-mail who gets texts, and has a password as well."""
    person = make_person(db, name="Tess Text", email=None, phone=PHONE, channel="text")
    db.commit()
    return person


def press(client: FlaskClient, sign_in: EnterAs, person: Person) -> None:
    """Sign out everywhere but in another browser."""
    browser = sign_in(client.application.test_client(), person)
    assert post(browser, OTHERS, page="/account/sign-ins").status_code == 302


def test_a_code_that_was_asked_for_before_lets_nobody_in(
    client: FlaskClient, tess: Person, sign_in: EnterAs, platform: Platform
) -> None:
    ask(client)
    code = code_for(platform)
    press(client, sign_in, tess)
    assert post(client, CODE, {"code": code}, page=CODE).location == f"{CODE}?wrong=1"
    assert client.get("/account/").status_code == 302


def test_nor_does_one_that_was_typed_and_waits_for_a_name(
    client: FlaskClient, tess: Person, db: Session, sign_in: EnterAs, platform: Platform
) -> None:
    make_person(db, name="Tom Text", email=None, phone=PHONE, channel="text")
    db.commit()
    ask(client)
    assert post(client, CODE, {"code": code_for(platform)}, page=CODE).location == WHO
    press(client, sign_in, tess)
    assert client.get(WHO).location == f"{CODE}?wrong=1"
    assert post(client, WHO, {"person": str(tess.id)}, page=CODE).status_code == 422


def test_a_code_for_another_phone_goes_on_working(
    client: FlaskClient, tess: Person, db: Session, sign_in: EnterAs, platform: Platform
) -> None:
    ask(client)
    other = make_person(db, name="Ann Other", email=None, phone="+447700900777", channel="text")
    db.commit()
    press(client, sign_in, other)
    assert post(client, CODE, {"code": code_for(platform)}, page=CODE).location == "/home"
    del tess


def test_a_link_on_its_way_lets_nobody_in(
    client: FlaskClient, db: Session, sign_in: EnterAs
) -> None:
    amina = make_person(db)
    link = make_link(db, amina.id, now=NOON)
    db.commit()
    press(client, sign_in, amina)
    with pytest.raises(LinkSpent):
        use_link(db, link.id, now=NOON)


@pytest.mark.parametrize("how", ["lead", "password"])
def test_a_code_ends_with_everything_else(
    how: str, tess: Person, db: Session, platform: Platform
) -> None:
    asked = ask_for_code(db, platform.links, phone=PHONE, now=NOON)
    code = platform.links.figures("text_code", asked)
    if how == "lead":
        shut_out(db, tess, now=NOON)
    else:
        set_password(db, tess, password=PASSWORD, now=NOON)
    assert not show_code(db, platform.links, asked, typed=code, now=NOON)


def in_the_middle(sessions: sessionmaker[Session], way: Way, pressed: Press) -> None:
    """Somebody comes in by `way`; before that is kept, the other one presses."""

    def end() -> None:
        with sessions.begin() as db:
            pressed(db)

    with ThreadPoolExecutor(1) as pool:
        with sessions.begin() as db:
            person = way(db)
            ending = pool.submit(end)
            until(lambda: how_many_wait(sessions) or ending.done(), "the other one waits")
            begin_sign_in(db, person, how="link", user_agent="", is_shared=False, now=NOON)
        ending.result(timeout=LIMIT)


def is_in(db: Session, person: Person) -> bool:
    """Whether any sign-in of theirs is open."""
    open_ones = select(SignIn.id).where(SignIn.person_id == person.id, SignIn.ended_at.is_(None))
    return bool(db.scalars(open_ones).all())


def test_a_link_that_is_used_at_the_same_moment_lets_nobody_stay(
    sessions: sessionmaker[Session], db: Session
) -> None:
    amina = make_person(db)
    link = make_link(db, amina.id, now=NOON)
    db.commit()
    in_the_middle(
        sessions,
        lambda one: use_link(one, link.id, now=NOON),
        lambda one: shut_out(one, one.get_one(Person, amina.id), now=NOON),
    )
    assert not is_in(db, amina)


def test_nor_does_a_code(
    sessions: sessionmaker[Session], tess: Person, db: Session, platform: Platform
) -> None:
    asked = ask_for_code(db, platform.links, phone=PHONE, now=NOON)
    code = platform.links.figures("text_code", asked)
    show_code(db, platform.links, asked, typed=code, now=NOON)
    db.commit()
    in_the_middle(
        sessions,
        lambda one: use_code(one, platform.links, asked, tess.id, now=NOON),
        lambda one: shut_out(one, one.get_one(Person, tess.id), now=NOON),
    )
    assert not is_in(db, tess)


def test_nor_does_the_password_that_is_changed_at_that_moment(
    sessions: sessionmaker[Session], db: Session
) -> None:
    amina = make_person(db, email="amina@learning.example")
    set_password(db, amina, password=PASSWORD, now=NOON)
    here = make_sign_in(db, amina, now=NOON)
    here.ended_at = NOON
    db.commit()
    in_the_middle(
        sessions,
        lambda one: check_password(one, email="amina@learning.example", password=PASSWORD),
        lambda one: set_password(
            one, one.get_one(Person, amina.id), password="lamp river stone", now=NOON
        ),
    )
    assert not is_in(db, amina)


@pytest.mark.parametrize("how", ["own", "lead", "old end"])
def test_the_address_of_a_calendar_that_somebody_may_have_copied_ends(
    how: str, client: FlaskClient, db: Session, sign_in: EnterAs, platform: Platform
) -> None:
    amina = make_person(db, email="amina@learning.example")
    make_feed(db, amina, now=NOON)
    here = make_sign_in(db, amina, now=NOON)
    db.commit()
    found = feed_of(db, amina.id)
    assert found is not None
    address = f"/calendar/{platform.links.sign('calendar', found.id)}.ics"
    assert client.get(address).status_code == 200
    if how == "own":
        browser = sign_in(client.application.test_client(), amina)
        post(browser, OTHERS, page="/account/sign-ins")
        assert "address of your calendar has ended" in browser.get("/account/sign-ins").text
        post(browser, OTHERS, page="/account/sign-ins")
        assert "address of your calendar" not in browser.get("/account/calendar").text
    elif how == "lead":
        shut_out(db, amina, now=NOON)
    else:
        ask_for_email(db, amina, typed="thief@learning.example", here=here.id, now=NOON)
        old = db.scalars(select(Letter.id).where(Letter.kind == "email_old")).one()
        refuse_at_old_end(db, old, now=NOON)
    db.commit()
    assert client.get(address).status_code == 404

"""Where somebody is signed in, and how it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.actions.register import set_password
from app.people.actions.sign_in import make_link
from app.people.models import Person, SignIn
from app.people.rules.sign_ins import device_in_words
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements
from tests.conftest import SignIn as EnterAs
from tests.make.people import make_person

PASSWORD = "kettle garden robin"
WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Safari/537.36"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def amina(db: Session) -> Person:
    """Somebody with a password."""
    person = make_person(db, email="amina@learning.example")
    set_password(db, person, password=PASSWORD, now=NOON)
    db.commit()
    return person


def enter(browser: FlaskClient, **more: object) -> FlaskClient:
    """Sign in by password."""
    fields = {"email": "amina@learning.example", "password": PASSWORD, **more}
    assert post(browser, "/sign-in", fields, page="/sign-in").location == "/home"
    return browser


def browser_of(client: FlaskClient, agent: str) -> FlaskClient:
    """Another browser, which says this of itself."""
    other = client.application.test_client()
    other.environ_base["HTTP_USER_AGENT"] = agent
    return other


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (WINDOWS, "Chrome on Windows"),
        (WINDOWS + " Edg/130.0.0.0", "Edge on Windows"),
        (IPHONE, "Safari on an iPhone"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
            "Firefox on Linux",
        ),
        ("curl/8.5.0", "A browser"),
        ("", "A browser"),
        ("<script>" * 900, "A browser"),
    ],
    ids=["chrome", "edge", "safari", "firefox", "unknown", "none", "long"],
)
def test_what_somebody_uses_is_said_in_plain_words(agent: str, words: str) -> None:
    assert device_in_words(agent) == words


def test_somebody_sees_where_they_are_signed_in_and_ends_one(
    client: FlaskClient, amina: Person, db: Session
) -> None:
    here = enter(browser_of(client, WINDOWS))
    phone = enter(browser_of(client, IPHONE))
    page = " ".join(here.get("/account/sign-ins").text.split())
    assert "Chrome on Windows, this one" in page
    assert "Safari on an iPhone" in page
    assert "with your password" in page
    one = db.scalars(select(SignIn.id).where(SignIn.device == "Safari on an iPhone")).one()
    assert post(here, f"/account/sign-ins/{one}/end", page="/account/sign-ins").status_code == 302
    assert phone.get("/account/").status_code == 302
    assert "You are signed in nowhere else." in here.get("/account/sign-ins").text


def test_somebody_ends_all_others_at_once(client: FlaskClient, amina: Person) -> None:
    here, *others = (enter(browser_of(client, WINDOWS)) for _ in range(3))
    post(here, "/account/sign-ins/end-others", page="/account/sign-ins")
    assert here.get("/account/").status_code == 200
    assert [other.get("/account/").status_code for other in others] == [302, 302]


def test_whoever_has_no_password_and_no_email_is_told_of_neither(
    db: Session, client: FlaskClient, sign_in: EnterAs, amina: Person
) -> None:
    page = enter(client).get("/account/sign-ins").text
    assert 'href="/account/#new_password">new password</a> too' in page
    assert 'id="new_password"' in client.get("/account/").text
    edith = make_person(db, email=None, phone="+447700900888", channel="text")
    db.commit()
    sign_in(client, edith)
    assert "new password" not in client.get("/account/sign-ins").text
    own = client.get("/account/").text
    assert "We text you a code each time you sign in." in own
    assert "We send you a link" not in own


def test_nobody_ends_a_sign_in_of_somebody_else(
    client: FlaskClient, amina: Person, db: Session, sign_in: EnterAs
) -> None:
    hers = enter(browser_of(client, WINDOWS))
    ben = make_person(db, name="Ben")
    db.commit()
    sign_in(client, ben)
    one = db.scalars(select(SignIn.id).where(SignIn.person_id == amina.id)).one()
    post(client, f"/account/sign-ins/{one}/end", page="/account/sign-ins")
    post(client, "/account/sign-ins/end-others", page="/account/sign-ins")
    assert hers.get("/account/").status_code == 200
    assert "Chrome" not in client.get("/account/sign-ins").text


def test_a_cookie_that_was_copied_is_worth_nothing_after_signing_out(
    client: FlaskClient, amina: Person
) -> None:
    here = enter(browser_of(client, WINDOWS))
    cookie = here.get_cookie("dlp_session", domain="localhost")
    assert cookie is not None
    assert post(here, "/sign-out").location == "/sign-in"
    thief = client.application.test_client()
    thief.set_cookie("dlp_session", cookie.value)
    assert thief.get("/account/").status_code == 302


def test_signing_in_again_ends_what_the_cookie_was_for_before(
    client: FlaskClient, amina: Person, db: Session, platform: Platform
) -> None:
    here = enter(browser_of(client, WINDOWS))
    cookie = here.get_cookie("dlp_session", domain="localhost")
    link = make_link(db, amina.id, now=NOON)
    db.commit()
    word = platform.links.sign("sign-in", link.id)
    assert post(here, f"/sign-in/link/{word}", page=f"/sign-in/link/{word}").location == "/home"
    thief = client.application.test_client()
    assert cookie is not None
    thief.set_cookie("dlp_session", cookie.value)
    assert thief.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_no_address_and_nothing_a_browser_says_of_itself_is_kept(
    client: FlaskClient, amina: Person, db: Session
) -> None:
    enter(browser_of(client, WINDOWS))
    row = db.connection().exec_driver_sql("SELECT sign_in::text FROM sign_in").scalar_one()
    assert "127.0.0.1" not in row
    assert "Mozilla" not in row


def test_a_page_notes_now_and_then_that_a_sign_in_is_used(
    client: FlaskClient,
    amina: Person,
    db: Session,
    clock: StoppedClock,
    count_statements: CountStatements,
) -> None:
    here = enter(client)
    clock.moment = NOON + timedelta(minutes=9)
    with count_statements() as before:
        here.get("/account/sign-ins")
    clock.moment = NOON + timedelta(minutes=11)
    with count_statements() as noted:
        here.get("/account/sign-ins")
    with count_statements() as after:
        here.get("/account/sign-ins")
    assert (len(before), len(noted), len(after)) == (2, 3, 2)
    assert db.scalars(select(SignIn.seen_at)).one() == clock.moment


def test_however_much_it_is_used_a_sign_in_ends_after_a_month(
    client: FlaskClient, amina: Person, clock: StoppedClock
) -> None:
    here = enter(client)
    clock.moment = NOON + timedelta(days=30)
    assert here.get("/account/").status_code == 302


def test_sign_ins_of_long_ago_are_forgotten(
    client: FlaskClient, amina: Person, db: Session, clock: StoppedClock
) -> None:
    enter(client.application.test_client())
    clock.moment = NOON + timedelta(days=91)
    enter(client)
    assert db.scalars(select(SignIn.began_at)).all() == [clock.moment]

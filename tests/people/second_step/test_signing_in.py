"""Somebody with a second step is asked for it before anything of their account opens."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.actions.register import set_password
from app.people.actions.sign_in import make_link
from app.people.models import Person
from app.wiring import Platform
from tests.browser_like import csrf_token, post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.make.people import make_person
from tests.make.second_steps import App, set_up_app

PASSWORD = "kettle garden robin"
STEP = "/sign-in/second-step"


class Phone:
    """Amina, with an app on her phone and recovery codes on paper."""

    def __init__(self, db: Session, client: FlaskClient, clock: StoppedClock) -> None:
        self.person: Person = make_person(db, email="amina@learning.example")
        set_password(db, self.person, password=PASSWORD, now=NOON)
        self.client, self.clock = client, clock
        self.app: App
        self.app, self.recovery = set_up_app(db, self.person)
        clock.move(minutes=5)

    def first_step(self, then: str = "", client: FlaskClient | None = None) -> FlaskClient:
        """Sign in by password; nothing is open yet."""
        browser = client or self.client
        fields: dict[str, object] = {
            "email": self.person.email,
            "password": PASSWORD,
            "next": then,
        }
        assert post(browser, "/sign-in", fields, page="/sign-in").location == STEP
        return browser

    @property
    def code(self) -> str:
        """What the app shows now."""
        return self.app.shows(self.clock.now())


@pytest.fixture
def phone(db: Session, client: FlaskClient, clock: StoppedClock) -> Phone:
    """Amina and her phone."""
    return Phone(db, client, clock)


def is_in(client: FlaskClient) -> bool:
    """Whether the account is open."""
    return client.get("/account/").status_code == 200


def test_the_first_step_alone_opens_nothing_and_both_lead_where_one_wanted_to_go(
    phone: Phone,
) -> None:
    client = phone.first_step(then="/account/letters")
    assert client.get("/account/").location.startswith("/sign-in")
    assert client.get("/home").location.startswith("/sign-in")
    page = client.get(STEP).get_data(as_text=True)
    assert "Amina" not in page
    assert post(client, STEP, {"code": phone.code}, page=STEP).location == "/account/letters"
    assert is_in(client)


def test_so_it_is_with_a_link_from_a_letter(phone: Phone, db: Session, platform: Platform) -> None:
    link = make_link(db, phone.person.id, now=phone.clock.now())
    db.commit()
    address = "/sign-in/link/" + platform.links.sign("sign-in", link.id)
    assert post(phone.client, address, page=address).location == STEP
    assert not is_in(phone.client)
    assert post(phone.client, STEP, {"code": phone.code}, page=STEP).location == "/home"
    assert is_in(phone.client)


def test_both_steps_make_a_new_session(phone: Phone) -> None:
    client = phone.first_step()
    client.get(STEP)
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
        token = session["csrf_token"]
    post(client, STEP, {"code": phone.code}, page=STEP)
    client.get("/account/")
    with client.session_transaction() as session:
        assert "planted" not in session
        assert "half" not in session
        assert session["csrf_token"] != token


def test_a_code_that_was_used_lets_nobody_else_in(phone: Phone) -> None:
    code = phone.code
    post(phone.first_step(), STEP, {"code": code}, page=STEP)
    other = phone.first_step(client=phone.client.application.test_client())
    again = post(other, STEP, {"code": code}, page=STEP)
    assert again.status_code == 422
    assert "was used before" in again.get_data(as_text=True)
    assert not is_in(other)


def test_a_recovery_code_lets_in_once_and_leads_to_how_many_are_left(phone: Phone) -> None:
    client = phone.first_step()
    fields: dict[str, object] = {"recovery": phone.recovery[0]}
    assert post(client, STEP, fields, page=STEP).location == "/account/second-step/"
    assert "You have 9 left" in client.get("/account/second-step/").get_data(as_text=True)
    other = phone.first_step(client=phone.client.application.test_client())
    assert post(other, STEP, fields, page=STEP).status_code == 422


def test_the_second_step_has_ten_minutes(phone: Phone) -> None:
    client = phone.first_step()
    token = csrf_token(client, STEP)
    phone.clock.move(minutes=10)
    late = client.post(STEP, data={"csrf_token": token, "code": phone.code})
    assert late.location == "/sign-in"
    assert "from the start" in client.get("/sign-in").get_data(as_text=True)
    assert not is_in(client)


def test_a_second_click_or_a_step_back_signs_nobody_out(phone: Phone) -> None:
    client = phone.first_step()
    token = csrf_token(client, STEP)
    assert post(client, STEP, {"code": phone.code}, page=STEP).status_code == 302
    assert client.get(STEP).location == "/"
    client.post(STEP, data={"csrf_token": token, "code": phone.code})
    assert is_in(client)


def test_after_five_tries_even_the_right_code_has_to_wait(phone: Phone) -> None:
    for place in range(5):
        browser = phone.first_step(client=phone.client.application.test_client())
        assert post(browser, STEP, {"code": f"00000{place}"}, page=STEP).status_code == 422
    browser = phone.first_step(client=phone.client.application.test_client())
    assert post(browser, STEP, {"code": phone.code}, page=STEP).status_code == 429
    assert not is_in(browser)


def test_a_browser_that_was_in_has_tries_of_its_own(phone: Phone) -> None:
    own = phone.first_step()
    assert post(own, STEP, {"code": phone.code}, page=STEP).status_code == 302
    assert post(own, "/sign-out").status_code == 302
    # The first of the five was the owner's, when nobody knew this browser yet.
    for place in range(5):
        thief = phone.first_step(client=phone.client.application.test_client())
        answer = post(thief, STEP, {"code": f"00000{place}"}, page=STEP).status_code
        assert answer == (422 if place < 4 else 429)
    phone.clock.move(minutes=1)
    phone.first_step(client=own)
    assert post(own, STEP, {"code": phone.code}, page=STEP).status_code == 302
    assert is_in(own)


def test_a_new_password_ends_what_was_half_way(phone: Phone, db: Session) -> None:
    client = phone.first_step()
    set_password(db, phone.person, password="another kettle robin", now=NOON)
    db.commit()
    assert client.get(STEP).location == "/sign-in"


def test_whoever_took_no_step_is_led_to_the_first(client: FlaskClient) -> None:
    assert client.get(STEP).location == "/sign-in"
    assert post(client, STEP, {"code": "123456"}, page="/sign-in").location == "/sign-in"


def test_a_browser_that_was_in_before_is_asked_too(
    phone: Phone, client: FlaskClient, sign_in: SignIn
) -> None:
    with sign_in(client, phone.person).session_transaction() as session:
        del session["two_steps"]
    assert client.get("/account/letters").location == STEP
    assert not is_in(client)
    assert post(client, STEP, {"code": phone.code}, page=STEP).location == "/account/letters"


def test_the_question_costs_no_page_a_statement(
    phone: Phone, client: FlaskClient, sign_in: SignIn, count_statements: CountStatements
) -> None:
    sign_in(client, phone.person)
    with count_statements() as sent:
        assert is_in(client)
    assert len(sent) <= 2

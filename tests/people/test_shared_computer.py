"""Signing in at a computer that other people use too: short, plain to see, and it clears itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.actions.register import set_password
from app.people.actions.sign_in import make_link
from app.people.models import Person, SignIn
from app.wiring import Platform
from tests.browser_like import csrf_token, post
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.make.passkeys import SoftPasskey
from tests.make.people import make_person
from tests.people.second_step.test_passkeys import add, asked

PASSWORD = "kettle garden robin"
LINE = "You are on a shared computer."


@pytest.fixture
def amina(db: Session) -> Person:
    """Somebody with a password."""
    person = make_person(db, email="amina@learning.example")
    set_password(db, person, password=PASSWORD, now=NOON)
    db.commit()
    return person


@pytest.fixture
def here(client: FlaskClient, amina: Person) -> FlaskClient:
    """Amina at a shared computer."""
    del amina
    known: dict[str, object] = {"email": "amina@learning.example", "password": PASSWORD}
    fields = {**known, "is_shared": "yes"}
    assert post(client, "/sign-in", fields, page="/sign-in").location == "/home"
    return client


def test_each_page_says_so_and_has_a_way_out(here: FlaskClient) -> None:
    for address in ("/home", "/account/"):
        page = here.get(address).text
        assert LINE in page
        assert 'form="sign-out">Leave now</button>' in page
        assert "js/shared.js" in page


def test_a_computer_of_ones_own_says_nothing(client: FlaskClient, amina: Person) -> None:
    del amina
    fields: dict[str, object] = {"email": "amina@learning.example", "password": PASSWORD}
    post(client, "/sign-in", fields, page="/sign-in")
    assert LINE not in client.get("/home").text


def test_its_cookie_goes_when_the_browser_is_closed(here: FlaskClient) -> None:
    cookie = here.get_cookie("dlp_session", domain="localhost")
    assert cookie is not None
    assert cookie.expires is None
    assert cookie.max_age is None


def test_it_ends_after_a_quarter_of_an_hour_without_use_and_clears_the_browser(
    here: FlaskClient, clock: StoppedClock
) -> None:
    clock.move(minutes=14)
    assert here.get("/home").status_code == 200
    clock.move(minutes=14)
    assert here.get("/home").status_code == 200
    clock.move(minutes=15)
    ended = here.get("/home")
    assert ended.location == "/sign-in?next=%2Fhome"
    assert ended.headers["Clear-Site-Data"] == '"cache"'
    page = here.get(ended.location)
    assert "nobody used it for a while" in page.text
    assert "Clear-Site-Data" not in page.headers
    assert LINE not in page.text


def test_however_much_it_is_used_it_ends_after_two_hours(
    here: FlaskClient, clock: StoppedClock
) -> None:
    while clock.move(minutes=10) < NOON + timedelta(hours=2):
        assert here.get("/home").status_code == 200
    assert here.get("/home").status_code == 302


def test_somebody_who_types_for_long_is_still_there(here: FlaskClient, clock: StoppedClock) -> None:
    token = csrf_token(here, "/account/")
    clock.move(minutes=14)
    said = here.post("/account/sign-ins/still-here", data={"csrf_token": token})
    assert said.status_code == 204
    clock.move(minutes=14)
    assert here.get("/home").status_code == 200


def test_a_copy_of_its_cookie_is_worth_nothing_once_it_ran_out(
    here: FlaskClient, clock: StoppedClock
) -> None:
    cookie = here.get_cookie("dlp_session", domain="localhost")
    assert cookie is not None
    clock.move(minutes=15)
    thief = here.application.test_client()
    thief.set_cookie("dlp_session", cookie.value)
    assert thief.get("/account/").status_code == 302


def test_what_was_written_when_it_ran_out_comes_back(
    here: FlaskClient, clock: StoppedClock
) -> None:
    token = csrf_token(here, "/account/")
    words = "Growing vegetables, and a lot of patience."
    clock.move(minutes=20)
    fields = {"csrf_token": token, "name": "Amina", "what_i_bring": words}
    answer = here.post("/account/", data=fields)
    assert answer.status_code == 400
    assert words in answer.text
    assert answer.headers["Clear-Site-Data"] == '"cache"'


def test_signing_out_there_clears_the_browser(here: FlaskClient) -> None:
    left = post(here, "/sign-out")
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert LINE not in here.get("/sign-in").text


def test_a_link_can_be_opened_at_a_shared_computer_too(
    client: FlaskClient, amina: Person, db: Session, platform: Platform
) -> None:
    link = make_link(db, amina.id, now=NOON)
    db.commit()
    address = f"/sign-in/link/{platform.links.sign('sign-in', link.id)}"
    assert "This is a shared computer" in client.get(address).text
    post(client, address, {"is_shared": "yes"}, page=address)
    assert LINE in client.get("/home").text


def test_who_says_in_time_that_they_stay_has_two_more_hours_and_never_more_than_twenty(
    here: FlaskClient, clock: StoppedClock, db: Session
) -> None:
    stays: dict[str, object] = {"longer": "page"}
    while clock.move(minutes=10) < NOON + timedelta(minutes=110):
        assert "Stay longer" not in here.get("/account/").text or clock.now() > NOON + timedelta(
            minutes=99
        )
    page = here.get("/account/").text
    assert "and in 10 minutes in any case, unless you stay" in page
    assert post(here, "/account/sign-ins/still-here", stays).status_code == 302
    assert "unless you stay" not in here.get("/account/").text
    one = db.scalars(select(SignIn)).one()
    assert one.ends_at == NOON + timedelta(minutes=230)
    while clock.move(minutes=10) < NOON + timedelta(hours=19, minutes=50):
        post(here, "/account/sign-ins/still-here", stays)
    told = post(here, "/account/sign-ins/still-here", {"longer": "script"})
    db.refresh(one)
    assert one.ends_at == NOON + timedelta(hours=20)
    assert told.text == f"{(one.ends_at - clock.now()).total_seconds():.0f} last"
    page = here.get("/account/").text
    assert "in 10 minutes in any case. Save your work before that, and sign in again." in page
    assert "Stay longer" not in page
    assert "data-stays" not in page
    # An older page still has its button.
    post(here, "/account/sign-ins/still-here", stays)
    page = here.get("/account/").text
    assert "You stay signed in here." not in page
    assert "You have been signed in here for very long." in page


def stay(here: FlaskClient, page: str) -> str | None:
    """Where somebody is led who presses "Stay longer" on a page."""
    token = csrf_token(here, "/account/")
    said = {"csrf_token": token, "longer": "page"}
    headers = {"Referer": f"http://localhost{page}"}
    return here.post("/account/sign-ins/still-here", data=said, headers=headers).location


def test_without_scripts_one_goes_back_to_the_page_and_what_was_asked_of_it(
    here: FlaskClient,
) -> None:
    assert stay(here, "/people/search?words=river") == "/account/sign-ins"
    assert stay(here, "/account/step?next=/account/") == "/account/step?next=/account/"


def test_a_page_with_faults_at_an_address_that_only_takes_forms_is_not_gone_back_to(
    here: FlaskClient,
) -> None:
    assert post(here, "/account/password", {"password": "short"}).status_code == 422
    assert here.get("/account/password").status_code == 405
    assert stay(here, "/account/password") == "/account/sign-ins"


def test_a_computer_of_ones_own_gets_no_longer_by_that(
    client: FlaskClient, amina: Person, db: Session
) -> None:
    fields: dict[str, object] = {"email": amina.email, "password": PASSWORD}
    post(client, "/sign-in", fields, page="/sign-in")
    before = db.scalars(select(SignIn.ends_at)).one()
    post(client, "/account/sign-ins/still-here", {"longer": "page"})
    db.commit()
    assert db.scalars(select(SignIn.ends_at)).one() == before


def test_a_passkey_can_be_shown_at_a_shared_computer_too(
    client: FlaskClient, amina: Person, as_person: As
) -> None:
    key = SoftPasskey()
    assert add(as_person(amina), key) == 200
    other = client.application.test_client()
    page = other.get("/sign-in").text
    assert 'id="is_shared_passkey"' in page
    assert page.count('id="is_shared"') == 1
    shown = key.shown(asked(other, "/sign-in/passkey", "/sign-in"))
    fields: dict[str, object] = {"credential": shown, "is_shared": "yes"}
    assert post(other, "/sign-in/passkey", fields, page="/sign-in").location == "/home"
    assert LINE in other.get("/home").text

"""Signing in with an account elsewhere: joined once, and every lie is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from joserfc import jwt
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.gateways.oidc import provider_for
from app.kit.errors import WrongSetting
from app.kit.provider_settings import ProviderSettings, read_provider
from app.people.actions.identities import join_identity
from app.people.actions.register import set_password
from app.people.errors.identities import IdentityTaken
from app.people.models import Identity, Person
from app.wiring import Platform
from tests.apps import new_app
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.people import make_person
from tests.make.provider import CLIENT, OTHER, SECRET, LocalProvider, local_provider
from tests.make.second_steps import set_up_app

PASSWORD = "kettle garden robin"
OWN, BACK, JOIN = "/account/second-step/", "/sign-in/elsewhere/back", "/account/elsewhere/joining"


@pytest.fixture
def there() -> Iterator[LocalProvider]:
    """The other service."""
    with local_provider() as made:
        yield made


@pytest.fixture
def browser(platform: Platform, there: LocalProvider) -> FlaskClient:
    """A browser at a platform that knows the other service."""
    settings = ProviderSettings(there.issuer, CLIENT, SECRET, "Riverside Health")
    return new_app(replace(platform, provider=provider_for(settings))).test_client()


@pytest.fixture
def amina(db: Session) -> Person:
    """Somebody with a password here."""
    person = make_person(db, email="amina@learning.example")
    set_password(db, person, password=PASSWORD, now=NOON)
    db.commit()
    return person


def go(browser: FlaskClient, there: LocalProvider, then: str = "") -> str:
    """Press the button, and sign in there: the address to come back to."""
    sent = post(browser, "/sign-in/elsewhere", {"next": then}, page="/sign-in")
    return come(sent, there)


def come(sent: TestResponse, there: LocalProvider) -> str:
    """What the other service makes of a browser that was sent to it."""
    assert sent.status_code == 302, sent.get_data(as_text=True)
    assert sent.location.startswith(f"{there.issuer}/authorize?")
    asked = {name: one for name, (one,) in parse_qs(urlsplit(sent.location).query).items()}
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"http://learning.example{BACK}"
    there.claims["nonce"] = asked["nonce"]
    return f"{BACK}?code=c&state={asked['state']}"


def is_in(browser: FlaskClient) -> bool:
    """Whether an account is open."""
    return browser.get("/account/").status_code == 200


def joined(db: Session, person: Person, there: LocalProvider, subject: str = "amina-1") -> None:
    """An account there that is joined to somebody here."""
    join_identity(db, person, issuer=there.issuer, subject=subject, label="amina@there", now=NOON)
    db.commit()


def test_a_joined_account_lets_in_whatever_it_is_called_by_now(
    db: Session, browser: FlaskClient, there: LocalProvider, amina: Person
) -> None:
    joined(db, amina, there)
    there.claims |= {"email": "new.name@elsewhere.example", "name": "Somebody Else"}
    assert "Sign in with Riverside Health" in browser.get("/sign-in").get_data(as_text=True)
    assert browser.get(go(browser, there, "/account/letters")).location == "/account/letters"
    assert is_in(browser)
    db.refresh(amina)
    assert (amina.email, amina.name) == ("amina@learning.example", "Amina Example")
    (_, fields) = next(one for one in there.asked if one[0] == "/token")
    assert fields["code_verifier"]


def test_a_second_step_is_asked_for_all_the_same(
    db: Session, browser: FlaskClient, there: LocalProvider, amina: Person
) -> None:
    joined(db, amina, there)
    set_up_app(db, amina)
    assert browser.get(go(browser, there)).location == "/sign-in/second-step"
    assert not is_in(browser)


def test_the_same_e_mail_lets_nobody_in_before_they_have_proved_the_account_here(
    db: Session, browser: FlaskClient, there: LocalProvider, amina: Person
) -> None:
    page = browser.get(go(browser, there)).get_data(as_text=True)
    assert "One thing first" in page
    assert not is_in(browser)
    fields: dict[str, object] = {"email": amina.email, "password": PASSWORD}
    assert post(browser, "/sign-in", fields, page="/sign-in").location == JOIN
    assert "amina@learning.example" in browser.get(JOIN).get_data(as_text=True)
    assert db.scalar(select(func.count(Identity.id))) == 0
    assert post(browser, JOIN, page=JOIN).status_code == 302
    other = browser.application.test_client()
    assert other.get(go(other, there)).location == "/home"
    assert is_in(other)


def test_what_waits_to_be_joined_is_offered_to_nobody_else(
    db: Session, browser: FlaskClient, there: LocalProvider, amina: Person
) -> None:
    ben = make_person(db, name="Ben Example", email="ben@learning.example")
    set_password(db, ben, password=PASSWORD, now=NOON)
    db.commit()
    browser.get(go(browser, there))
    fields: dict[str, object] = {"email": ben.email, "password": PASSWORD}
    assert post(browser, "/sign-in", fields, page="/sign-in").location == "/home"
    assert browser.get(JOIN).location == OWN
    assert post(browser, JOIN).status_code == 422


@pytest.mark.parametrize("claims", [{"email_verified": False}, {"email": "stranger@x.example"}])
def test_strangers_get_no_account_and_are_told_the_same(
    db: Session, browser: FlaskClient, there: LocalProvider, amina: Person, claims: dict[str, Any]
) -> None:
    there.claims |= claims
    assert "One thing first" in browser.get(go(browser, there)).get_data(as_text=True)
    fields: dict[str, object] = {"email": amina.email, "password": PASSWORD}
    assert post(browser, "/sign-in", fields, page="/sign-in").location == "/home"
    assert db.scalar(select(func.count(Person.id))) == 1


def test_one_joins_and_parts_from_the_account_page(
    db: Session, browser: FlaskClient, there: LocalProvider, amina: Person, sign_in: SignIn
) -> None:
    sign_in(browser, amina)
    there.claims |= {"email": "else@there.example", "email_verified": False}
    back = come(post(browser, "/account/elsewhere", page=OWN), there)
    assert browser.get(back).location == JOIN
    assert post(browser, JOIN, page=JOIN).status_code == 302
    identity = db.scalars(select(Identity)).one()
    assert identity.person_id == amina.id
    ben = make_person(db, name="Ben Example")
    with pytest.raises(IdentityTaken):
        join_identity(db, ben, issuer=there.issuer, subject="amina-1", label="", now=NOON)
    db.commit()
    part = f"/account/elsewhere/{identity.id}/removal"
    other = sign_in(browser.application.test_client(), ben)
    assert post(other, part, page=OWN).status_code == 404
    assert post(browser, part, page=OWN).status_code == 302
    assert db.scalar(select(func.count(Identity.id))) == 0


def _mixed_up(there: LocalProvider) -> None:
    there.metadata["issuer"] = "https://another.example"


def _unsigned(there: LocalProvider) -> None:
    head, body, _ = jwt.encode({"alg": "RS256"}, there.claims, OTHER).split(".")
    there.token = f"eyJhbGciOiJub25lIn0.{body}."
    assert head


LIES: dict[str, Callable[[LocalProvider], object]] = {
    "another nonce": lambda there: there.claims.update(nonce="another"),
    "no nonce": lambda there: there.claims.pop("nonce"),
    "for somebody else": lambda there: there.claims.update(aud="another"),
    "for several, by another": lambda there: there.claims.update(aud=[CLIENT, "b"], azp="b"),
    "too old": lambda there: there.claims.update(exp=int(NOON.timestamp()) - 61),
    "without an end": lambda there: there.claims.pop("exp"),
    "another issuer": lambda there: there.claims.update(iss="https://another.example"),
    "without a subject": lambda there: there.claims.pop("sub"),
    "a subject of figures": lambda there: there.claims.update(sub=5),
    "another key": lambda there: setattr(there, "key", OTHER),
    "the public key as a secret": LocalProvider.sign_with_public_key,
    "not signed": _unsigned,
    "no token": lambda there: setattr(there, "token", "x.y.z"),
    "mixed up": _mixed_up,
    "led on": lambda there: there.raw.update({"/token": (302, b"http://127.0.0.1:1/")}),
    "much too long": lambda there: there.raw.update({"/keys": (200, b"[" * 300_000)}),
    "no list": lambda there: there.raw.update({"/keys": (200, b"[]")}),
    "an address of another host": lambda there: there.metadata.update(
        jwks_uri="http://169.254.169.254/keys"
    ),
}


@pytest.mark.parametrize("lie", LIES)
def test_what_cannot_be_trusted_lets_nobody_in(
    db: Session, browser: FlaskClient, there: LocalProvider, amina: Person, lie: str
) -> None:
    joined(db, amina, there)
    back = go(browser, there)
    LIES[lie](there)
    answer = browser.get(back)
    assert answer.status_code == 422
    assert "did not work" in answer.get_data(as_text=True)
    assert not is_in(browser)


@pytest.mark.parametrize(
    "query", ["", "?code=c", "?code=c&state=x", "?error=access_denied", "?code=c&state=%00é"]
)
def test_nobody_comes_back_who_was_not_sent(
    browser: FlaskClient, there: LocalProvider, query: str
) -> None:
    assert browser.get(f"{BACK}{query}").status_code == 422
    go(browser, there)
    assert browser.get(f"{BACK}{query}").status_code == 422


def test_one_way_there_leads_back_once(
    db: Session, browser: FlaskClient, there: LocalProvider, amina: Person
) -> None:
    joined(db, amina, there)
    back = go(browser, there)
    assert browser.get(f"{back}&iss=https%3A%2F%2Fanother.example").status_code == 422
    assert browser.get(back).status_code == 422


def test_a_service_that_is_away_is_said_to_be(browser: FlaskClient, there: LocalProvider) -> None:
    back = go(browser, there)
    there.raw["/token"] = (503, b"")
    assert browser.get(back).status_code == 503


def test_without_a_service_there_is_no_such_page(client: FlaskClient) -> None:
    assert "Sign in with Riv" not in client.get("/sign-in").get_data(as_text=True)
    assert post(client, "/sign-in/elsewhere", page="/sign-in").status_code == 404


GOOD = {"DLP_OIDC_ISSUER": "https://login.example", "DLP_OIDC_CLIENT_ID": "a"}
GOOD["DLP_OIDC_CLIENT_SECRET"] = "b"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DLP_OIDC_ISSUER", "http://login.example"),
        ("DLP_OIDC_ISSUER", "http://localhost:9"),
        ("DLP_OIDC_ISSUER", "https://"),
        ("DLP_OIDC_ISSUER", "https://[login"),
        ("DLP_OIDC_ISSUER", "https://a:b@login.example"),
        ("DLP_OIDC_CLIENT_ID", ""),
        ("DLP_OIDC_CLIENT_SECRET", ""),
        ("DLP_OIDC_NAME", "x" * 41),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=name):
        read_provider({**GOOD, name: value}, tries_out=False)
    assert read_provider({}, tries_out=False) is None
    found = read_provider(GOOD, tries_out=False)
    assert found is not None
    assert found.name == "login.example"
    assert "secret" not in repr(found)

"""What cannot be trusted lets nobody in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from joserfc import jwt
from sqlalchemy.orm import Session

from app.people.models import Person
from tests.clock import NOON
from tests.make.provider import CLIENT, OTHER, LocalProvider
from tests.people.elsewhere.going import BACK, go, is_in, joined


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

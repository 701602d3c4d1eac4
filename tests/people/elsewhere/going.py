"""Going to the other service, and coming back."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.people.actions.identities import join_identity
from app.people.models import Person
from tests.browser_like import post
from tests.clock import NOON
from tests.make.provider import LocalProvider

PASSWORD = "kettle garden robin"
OWN, BACK, JOIN = "/account/second-step/", "/sign-in/elsewhere/back", "/account/elsewhere/joining"


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

"""While the other service is slow, nothing of the database is held."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.gateways.oidc import provider_for
from app.gateways.ports.provider import Provider, Trip, Vouched
from app.kit.provider_settings import ProviderSettings
from app.people.actions.identities import join_identity
from app.people.models import Person
from app.people.queries.identities import identities_of
from app.web.context import db as web_db
from app.wiring import Platform
from tests.apps import new_app
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.provider import CLIENT, SECRET, LocalProvider
from tests.people.elsewhere.going import JOIN, OWN, come, joined


@dataclass
class Watched:
    """The other service, which notes whether a transaction was open while it was asked."""

    real: Provider
    held: list[bool] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What people call it."""
        return self.real.name

    @property
    def issuer(self) -> str:
        """Its own address."""
        return self.real.issuer

    def way_there(self, trip: Trip) -> str:
        """Where the browser goes."""
        self.held.append(web_db().in_transaction())
        return self.real.way_there(trip)

    def vouched(self, trip: Trip, code: str, *, now: datetime) -> Vouched:
        """For whom it vouches."""
        self.held.append(web_db().in_transaction())
        return self.real.vouched(trip, code, now=now)


@pytest.fixture
def watched(there: LocalProvider) -> Watched:
    """The other service, watched."""
    real = provider_for(ProviderSettings(there.issuer, CLIENT, SECRET, "Riverside Health"))
    assert real is not None
    return Watched(real)


def test_no_transaction_is_open_while_it_is_asked(
    platform: Platform, watched: Watched, there: LocalProvider, amina: Person, sign_in: SignIn
) -> None:
    browser = new_app(replace(platform, provider=watched)).test_client()
    sign_in(browser, amina)
    back = come(post(browser, "/account/elsewhere", page=OWN), there)
    assert browser.get(back).location == JOIN
    assert post(browser, JOIN, page=JOIN).status_code == 302
    assert watched.held == [False, False]


def test_accounts_of_another_service_are_not_shown_as_of_this_one(
    db: Session, browser: FlaskClient, there: LocalProvider, amina: Person, sign_in: SignIn
) -> None:
    joined(db, amina, there)
    old = "https://old.example"
    join_identity(db, amina, issuer=old, subject="a", label="amina@old", now=NOON)
    db.commit()
    assert len(identities_of(db, amina.id, issuer=there.issuer)) == 1
    page = sign_in(browser, amina).get(OWN).text
    assert "amina@there" in page
    assert "amina@old" not in page

"""The other service, a browser at a platform that knows it, and somebody with a password here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.gateways.oidc import provider_for
from app.kit.provider_settings import ProviderSettings
from app.people.actions.register import set_password
from app.people.models import Person
from app.wiring import Platform
from tests.apps import new_app
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.provider import CLIENT, SECRET, LocalProvider, local_provider
from tests.people.elsewhere.going import PASSWORD


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

"""Real stores for every test: PostgreSQL and Valkey from their wheels, a database each."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session, sessionmaker

from app.gateways.embedded.postgres import EmbeddedPostgres
from app.gateways.embedded.valkey import EmbeddedValkey
from app.kit.db import session_maker
from app.people.models import Person
from app.settings import Settings, read_settings
from app.wiring import Platform, build
from tests.apps import Apps
from tests.clock import StoppedClock
from tests.make.sign_ins import make_sign_in
from tests.passwords import hash_quickly
from tests.routes import compile_once
from tests.scheduling import BrowserTogether, longest_first
from tests.stores import MASTER_KEY, MASTER_KEYS, Lent, Stores

SignIn = Callable[[FlaskClient, Person], FlaskClient]
As = Callable[[Person], FlaskClient]
GARBAGE_AFTER = 20_000
CountStatements = Callable[[], AbstractContextManager[list[str]]]
CostsOf = Callable[[Person, Sequence[str]], list[int]]


compile_once()
hash_quickly()
# Nothing of what is imported while tests are found is garbage.
gc.disable()


def pytest_collection_finish() -> None:
    """Set aside what is there before the first test: looking through it took a third of the time.

    What tests leave behind is looked for as before, though not after every few hundred objects.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER, 10, 10)
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin what takes longest first."""
    longest_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> BrowserTogether:
    """Share the tests out among the workers."""
    return BrowserTogether(config, log)


@pytest.fixture(scope="session")
def stores() -> Iterator[Stores]:
    """Both servers of this test process, with a migrated template database."""
    folder = Path(tempfile.mkdtemp(prefix="dlp-t-"))
    with (
        EmbeddedPostgres(folder / "postgres", durable=False) as postgres,
        EmbeddedValkey(folder / "valkey") as valkey,
    ):
        found = Stores(postgres, valkey, folder)
        found.make_template()
        yield found
        found.close()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def clock() -> StoppedClock:
    """The time, for tests to set."""
    return StoppedClock()


@pytest.fixture
def database(stores: Stores) -> Iterator[Lent]:
    """A database that is this test's own for now."""
    with stores.lent_database() as lent:
        yield lent


@pytest.fixture
def settings(stores: Stores, database: Lent, tmp_path: Path) -> Settings:
    """Settings with a database of this test's own, mail in a folder, and an empty Valkey."""
    return read_settings(
        {
            "DLP_DATA_DIR": str(tmp_path / "instance"),
            "DLP_DATABASE_URL": database.url,
            "DLP_REDIS_URL": stores.valkey.url,
            "DLP_BASE_URL": "http://learning.example",
            "DLP_SECRET_KEY": "a secret that only tests use",
            "DLP_VAULT_KEYS": MASTER_KEY,
        }
    )


@pytest.fixture
def engine(database: Lent) -> Engine:
    """Connections to this test's own database."""
    return database.engine


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    """Makes sessions on this test's own database."""
    return session_maker(engine, MASTER_KEYS)


@pytest.fixture
def db(sessions: sessionmaker[Session]) -> Iterator[Session]:
    """A session on this test's database; commit to let pages and other sessions see."""
    with sessions() as session:
        yield session


@pytest.fixture
def platform(
    settings: Settings, engine: Engine, sessions: sessionmaker[Session], clock: StoppedClock
) -> Iterator[Platform]:
    """Everything but the web, on real stores."""
    made = replace(build(settings, clock=clock), engine=engine, sessions=sessions)
    made.redis.flushdb()
    yield made
    made.redis.close()


@pytest.fixture(scope="session")
def apps() -> Apps:
    """Lends the application of this process."""
    return Apps()


@pytest.fixture
def app(platform: Platform, apps: Apps) -> Iterator[Flask]:
    """The web application; for a page of a test's own, see `new_app`."""
    with apps.lent(platform) as lent:
        yield lent


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without scripts that keeps its cookies."""
    return app.test_client()


@pytest.fixture
def sign_in() -> SignIn:
    """Sign a person in without a password; the person must be committed."""

    def enter(client: FlaskClient, person: Person) -> FlaskClient:
        platform: Platform = client.application.extensions["platform"]
        with platform.sessions.begin() as db:
            begun = make_sign_in(db, person, now=platform.clock.now())
        with client.session_transaction() as session:
            session.clear()
            session["_user_id"] = begun.id.hex
            session["_fresh"] = True
            # Both steps of signing in, just now.
            at = client.application.extensions["platform"].clock.now()
            session.update(two_steps=True, step_at=int(at.timestamp()))
            session.permanent = True
        return client

    return enter


@pytest.fixture
def as_person(db: Session, client: FlaskClient, sign_in: SignIn) -> As:
    """Save what was made, and go on as this person."""

    def enter(person: Person) -> FlaskClient:
        db.commit()
        return sign_in(client, person)

    return enter


@pytest.fixture
def count_statements(engine: Engine) -> CountStatements:
    """Counts the statements sent to the database inside a `with` block."""

    @contextmanager
    def count() -> Iterator[list[str]]:
        sent: list[str] = []

        def note(*args: object) -> None:
            sent.append(str(args[2]))

        event.listen(engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return count


@pytest.fixture
def costs_of(as_person: As, count_statements: CountStatements) -> CostsOf:
    """Counts the statements of each of these pages, which a person opens one after the other."""

    def count(person: Person, addresses: Sequence[str]) -> list[int]:
        browser, found = as_person(person), []
        for address in addresses:
            with count_statements() as sent:
                assert browser.get(address).status_code == 200, address
            found.append(len(sent))
        return found

    return count

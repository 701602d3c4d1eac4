"""Stores that are there and take nothing, and what two windows take from each other."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.actions.thrown_away import erase_now, throw_entry_away
from app.wiring import Platform
from tests.browser_like import csrf_token
from tests.clock import NOON
from tests.conftest import As
from tests.launch.waiting import LIMIT
from tests.locks import how_many_wait
from tests.make.people import make_person
from tests.make.reflections import kept_texts, make_reflection

# As PostgreSQL names them: no room on the disk, a disk that fails, a server that is only read.
REFUSALS = ("53100", "58030", "25006")
WORDS = "I was tired."


@contextmanager
def refusing(engine: Engine, state: str, *, at_commit: bool = False) -> Iterator[None]:
    """A database that refuses entries and drafts, at once or only when they are to be kept."""
    says = f"RAISE EXCEPTION 'no' USING ERRCODE = '{state}'"
    kind, when = ("CONSTRAINT", "AFTER") if at_commit else ("", "BEFORE")
    later = "DEFERRABLE INITIALLY DEFERRED" if at_commit else ""
    tables = ("reflection_version", "reflection_draft")
    with engine.begin() as db:
        db.execute(
            text(
                "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql"
                f" AS $$ BEGIN {says}; END $$"
            )
        )
        for table in tables:
            made = f"CREATE {kind} TRIGGER no_room {when} INSERT ON {table} {later}"
            db.execute(text(f"{made} FOR EACH ROW EXECUTE FUNCTION no_room()"))
    try:
        yield
    finally:
        with engine.begin() as db:
            db.execute(text("DROP FUNCTION no_room CASCADE"))


@pytest.fixture
def person(db: Session, as_person: As) -> Person:
    made = make_person(db)
    as_person(made)
    return made


@pytest.mark.parametrize("at_commit", [False, True], ids=["at once", "at the end"])
@pytest.mark.parametrize("state", REFUSALS)
def test_a_database_that_takes_nothing_gives_every_word_back_and_keeps_it_the_second_time(
    db: Session, engine: Engine, client: FlaskClient, person: Person, state: str, at_commit: bool
) -> None:
    fields = {
        "csrf_token": csrf_token(client, "/reflections/new"),
        "text": WORDS,
        "request_key": str(new_id()),
    }
    with refusing(engine, state, at_commit=at_commit), capture_logs() as lines:
        for address in ("/reflections/", "/reflections/drafts/"):
            answer = client.post(address, data=fields)
            assert answer.status_code == 503, address
            assert WORDS in answer.text
            assert "safe to send again" in answer.text
        # The page that keeps drafts by itself holds them in the browser, and tries again.
        kept = client.post(
            "/reflections/drafts/", data=fields, headers={"Accept": "application/json"}
        )
        assert kept.status_code == 503
    assert WORDS not in str(lines)
    assert client.post("/reflections/", data=fields).status_code == 302
    assert kept_texts(db) == [WORDS]


def test_a_redis_that_takes_nothing_is_as_good_as_lost(
    client: FlaskClient, platform: Platform
) -> None:
    fields = {"email": "nobody@learning.example", "csrf_token": csrf_token(client)}
    platform.redis.config_set("maxmemory", 1)
    try:
        assert client.post("/sign-in", data=fields).status_code == 503
    finally:
        platform.redis.config_set("maxmemory", 0)
    assert client.post("/sign-in", data=fields).status_code == 302


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/reflections/drafts/", {"text": WORDS, "reflection": "{own}"}),
        (
            "/cpd/records/",
            {
                "title": WORDS,
                "day": "2027-01-10",
                "minutes": "5",
                "who": "alone",
                "reflection": "{own}",
            },
        ),
    ],
)
def test_what_belongs_to_an_entry_that_is_erased_at_that_moment_is_no_fault_of_ours(
    db: Session,
    platform: Platform,
    client: FlaskClient,
    person: Person,
    address: str,
    fields: dict[str, str],
) -> None:
    own = make_reflection(db, person)
    db.commit()
    token = csrf_token(client, "/reflections/new")
    sent = {name: word.format(own=own) for name, word in fields.items()}
    sent |= {"csrf_token": token, "request_key": str(new_id())}
    with ThreadPoolExecutor(1) as pool, platform.transaction() as other:
        throw_entry_away(other, person, reflection_id=own, now=NOON)
        assert erase_now(other, person, reflection_id=own)
        asked = pool.submit(client.post, address.format(own=own), data=sent)
        while not how_many_wait(platform.sessions):
            assert not asked.done()
        other.commit()
        answer = asked.result(timeout=LIMIT)
    assert answer.status_code == 409
    assert WORDS in answer.text

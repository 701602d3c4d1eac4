"""The form of an entry that is sent again."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from tests.browser_like import hidden_fields
from tests.conftest import SignIn
from tests.make.people import make_person
from tests.progress.reading import html_of
from tests.reflections.writing.entries import kept, write


def test_the_same_form_sent_twice_makes_one_entry_and_leads_to_it(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key = hidden_fields(html_of(client, "/reflections/new"))["request_key"]
    first = write(client, "Once.", request_key=key)
    assert write(client, "Once.", request_key=key) == first
    assert kept(db) == ["Once."]


def test_the_same_form_with_other_words_loses_neither(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key = str(new_id())
    first = write(client, "Once.", request_key=key)
    assert write(client, "Once, and then more.", request_key=key) == first
    assert write(client, "Once.", request_key=key) == first
    assert kept(db) == ["Once.", "Once, and then more."]


def test_two_people_with_the_same_form_key_write_two_entries(
    db: Session, client: FlaskClient, person: Person, sign_in: SignIn
) -> None:
    key = str(new_id())
    first = write(client, "Mine.", request_key=key)
    other = make_person(db)
    db.commit()
    sign_in(client, other)
    assert write(client, "Yours.", request_key=key) != first
    assert kept(db) == ["Mine.", "Yours."]

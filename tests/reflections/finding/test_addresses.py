"""The address of what was found: it holds no word, and opens for nobody else."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.models import Person
from tests.conftest import SignIn
from tests.make.people import make_person
from tests.make.reflections import make_reflection
from tests.progress.reading import words_of
from tests.reflections.finding.searches import looked_for


def test_neither_address_nor_title_nor_log_holds_the_words(
    db: Session, client: FlaskClient, person: Person, capfd: pytest.CaptureFixture[str]
) -> None:
    make_reflection(db, person, "My plumtree fell.")
    db.commit()
    address = looked_for(client, words="plumtree")
    assert "plumtree" not in address
    answer = client.get(address)
    page = answer.get_data(as_text=True)
    assert "<mark>plumtree</mark>" in page
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert title is not None
    assert "plumtree" not in title[1]
    assert answer.headers["Cache-Control"] == "no-store"
    seen = capfd.readouterr()
    assert "plumtree" not in seen.out + seen.err
    links = re.findall(r'(?:href|action)="([^"]*)"', page)
    assert not [link for link in links if "plumtree" in link]


def test_a_search_opens_for_nobody_else_and_cannot_be_made_up(
    db: Session, client: FlaskClient, person: Person, sign_in: SignIn
) -> None:
    make_reflection(db, person, "Mine.")
    other = make_person(db)
    make_reflection(db, other, "Mine too.")
    db.commit()
    address = looked_for(client, words="mine")
    assert client.get(address).status_code == 200
    sign_in(client, other)
    assert client.get(address).status_code == 404
    for odd in ("", "A", "%00", "x" * 4000, "AAAA"):
        assert client.get(f"/reflections/found?sought={odd}").status_code == 404


def test_somebody_who_never_wrote_finds_nothing_and_no_fault(
    client: FlaskClient, person: Person
) -> None:
    assert looked_for(client, words="anything").endswith("/reflections/searches/new")
    assert "Find in your reflections" in words_of(client, "/reflections/searches/new")

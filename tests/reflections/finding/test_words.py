"""Words that are looked for: what is found, in which texts, and how it is shown."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.actions.versions import add_version
from app.reflections.models import BEGINNING, TEXT, Reflection, ReflectionVersion
from app.reflections.queries.finding import found_page, sealed_search
from app.reflections.rules.searches import Search
from app.reflections.rules.searching import Finder, in_its_sentence, terms_of
from app.vault.actions import key_for_writing
from tests.clock import NOON
from tests.make.reflections import make_reflection
from tests.progress.reading import html_of
from tests.reflections.finding.searches import looked_for, results


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("garden", "We met in the GARDEN."),
        ("gard", "We met in the garden."),
        ("garden met", "We met in the garden."),
        ("resume", "My Résumé"),
        ("RÉSUMÉ", "my resume"),
        ("wyl", "Yr ŵyl fawr"),
        ("don't", "I don’t know"),
        ("“big garden”", "the big\n  garden"),
        ("strasse", "Die Straße"),
        ("слон", "Большой Слон"),
        ("天気", "今日は良い天気です。"),
        ("سلام", "قال سَلام لنا"),
        ("🙂", "good🙂"),
        ("cafe", "cafe\u0301 au lait"),
    ],
)
def test_words_are_found_whatever_their_capitals_and_accents(wanted: str, text: str) -> None:
    terms = terms_of(wanted)
    assert Finder(terms).is_in(text.encode())
    pieces = in_its_sentence(text, terms)
    assert any(piece.is_found for piece in pieces)
    assert "".join(piece.text for piece in pieces) in text


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("ear", "A long year."),
        ("garden tea", "We met in the garden."),
        ('"garden big"', "the big garden"),
        ("(.*)", "anything"),
    ],
)
def test_what_is_not_there_is_not_found(wanted: str, text: str) -> None:
    assert not Finder(terms_of(wanted)).is_in(text.encode())


def test_the_sentence_with_the_words_is_shown_and_they_are_marked(
    db: Session, client: FlaskClient, person: Person
) -> None:
    make_reflection(db, person, "First. I sat in the <i>Garden</i> with her. Last.")
    make_reflection(db, person, "Nothing of that kind.")
    db.commit()
    page = html_of(client, looked_for(client, words="garden"))
    assert "I sat in the &lt;i&gt;<mark>Garden</mark>&lt;/i&gt; with her." in page
    assert "First." not in page
    assert "Nothing of that kind" not in page


def test_only_the_newest_version_is_searched(
    db: Session, client: FlaskClient, person: Person
) -> None:
    own = make_reflection(db, person, "The heron.")
    add_version(db, person, reflection_id=own, text="The swan.", seen=1, now=NOON)
    db.commit()
    assert "Nothing was found." in results(client, words="heron")
    assert "The swan" in results(client, words="swan")


def test_five_thousand_entries_are_searched(db: Session, person: Person) -> None:
    key = key_for_writing(db, person.id, now=NOON)
    entries, versions = [], []
    for number in range(5_000):
        own, version = new_id(), new_id()
        text = "We talked about the bus and the choir. " * 38 + f"Entry {number}."
        facts = {"person_id": person.id, "request_key": new_id(), "created_at": NOON}
        entries.append({"id": own, **facts})
        versions.append(
            {
                "id": version,
                "reflection_id": own,
                "number": 1,
                "sealed": key.seal(text, TEXT, version),
                "sealed_beginning": key.seal("We talked", BEGINNING, version),
                "written_at": NOON,
            }
        )
    db.execute(insert(Reflection), entries)
    db.execute(insert(ReflectionVersion), versions)
    db.commit()
    sought = sealed_search(db, person, Search(words='"entry 4321"'))
    found = found_page(db, person, sought or "", 1, now=NOON)
    assert found is not None
    (line,) = found.page.rows
    assert "".join(piece.text for piece in line.pieces) == "Entry 4321."

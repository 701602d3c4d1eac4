"""Giving an excerpt: the author alone, by their own act, these words and no others."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.outputs.models import Contribution
from app.people.models import Person
from app.reflections.actions.versions import add_version
from app.reflections.models import Reflection
from tests.conftest import SignIn
from tests.make.outputs import HERON, Scene
from tests.outputs.pages import form_on, send

TELLS_WHO = "Ring me on 020 7946 0018."
FIRST = f"{TELLS_WHO} {HERON} Nobody must read this."
NEWEST = "Quite another thought."


@pytest.fixture
def bea(scene: Scene) -> Person:
    """An author."""
    return scene.author()


@pytest.fixture
def entry(scene: Scene, bea: Person) -> UUID:
    """An entry that said something else before."""
    made = scene.reflection(bea, FIRST)
    with scene.sessions.begin() as db:
        add_version(db, bea, reflection_id=made, text=NEWEST, seen=1, now=scene.now())
    return made


def test_an_excerpt_of_the_version_that_was_shared_holds_its_ticked_words_alone(
    db: Session, client: FlaskClient, sign_in: SignIn, bea: Person, entry: UUID
) -> None:
    sign_in(client, bea)
    page = client.get(f"/contributions/new?reflection={entry}&from=1")
    assert page.status_code == 200
    assert HERON in page.text
    assert NEWEST not in page.text
    assert form_on(page, "/contributions/new")["version"] == ["1"]
    page = client.get(f"/contributions/new?reflection={entry}&version=1&pick=1")
    assert "Nobody must read this." not in page.text
    said = send(client, page, "/contributions/", audience="public", named_as="nobody")
    assert "Your words are offered" in said.text
    assert db.scalars(select(Contribution.text)).all() == [HERON]


def test_what_may_tell_who_somebody_is_is_shown_before_the_words_are_offered(
    client: FlaskClient, sign_in: SignIn, bea: Person, entry: UUID
) -> None:
    sign_in(client, bea)
    page = client.get(f"/contributions/new?reflection={entry}&version=1&pick=0&pick=1").text
    assert "Could this tell who somebody is?" in page
    assert "<mark>020 7946 0018</mark>" in page
    without = client.get(f"/contributions/new?reflection={entry}&version=1&pick=1").text
    assert "Could this tell who somebody is?" not in without


def test_offered_words_stay_with_their_consent_when_the_reflection_is_erased(
    scene: Scene, db: Session, client: FlaskClient, sign_in: SignIn, bea: Person
) -> None:
    offered = scene.offer(bea, f"{HERON} Nobody must read this.")
    (entry,) = db.scalars(select(Reflection))
    page = sign_in(client, bea).get(f"/contributions/new?reflection={entry.id}&version=1&pick=0")
    assert "If you delete the reflection later, they stay as you allow here" in page.text
    db.delete(entry)
    db.commit()
    voice = scene.voice(offered)
    assert voice.contribution.text == HERON
    assert voice.reflection_id is None
    assert voice.is_public(scene.now())
    mine = client.get("/contributions/")
    assert HERON in mine.text
    assert "Take this back" in mine.text
    output = scene.published(bea)
    assert HERON in client.get(f"/outputs/{output.slug}/1").text


def test_nobody_but_the_author_can_take_an_excerpt_also_where_it_is_shared(
    scene: Scene, client: FlaskClient, sign_in: SignIn, entry: UUID
) -> None:
    for reader in (scene.facilitator, scene.author("Cy Example")):
        sign_in(client, reader)
        for query in ("", "&from=1", "&version=1&pick=1"):
            assert client.get(f"/contributions/new?reflection={entry}{query}").status_code == 404

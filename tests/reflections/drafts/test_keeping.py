"""Drafts: kept by themselves, listed, gone on with, and gone once saved or thrown away."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.models import ReflectionDraft
from app.reflections.rules import LONGEST_DRAFT
from tests.browser_like import csrf_token, hidden_fields, post
from tests.conftest import CountStatements, SignIn
from tests.make.people import make_person
from tests.make.reflections import kept_texts
from tests.progress.reading import html_of, words_of
from tests.reflections.drafts.kept import DATA, drafts, keep


def test_a_draft_is_kept_listed_gone_on_with_and_gone_once_it_is_saved(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key = new_id()
    assert keep(client, key, "The plum tree").get_json() == {"revision": 1}
    assert keep(client, key, "The plum tree flowers", revision=1).get_json() == {"revision": 2}
    assert drafts(db) == ["The plum tree flowers"]
    log = words_of(client, "/reflections/")
    assert "You began to write" in log
    assert "The plum tree flowers" in log
    page = html_of(client, f"/reflections/drafts/{key}")
    assert "The plum tree flowers" in page
    fields = hidden_fields(page)
    assert (fields["request_key"], fields["revision"]) == (str(key), "2")
    saved = post(client, "/reflections/", {**fields, "text": "The plum tree flowers early."})
    assert kept_texts(db) == ["The plum tree flowers early."]
    assert drafts(db) == []
    assert client.get(f"/reflections/drafts/{key}").location == saved.location
    assert "You began to write" not in words_of(client, "/reflections/")


def test_a_draft_is_thrown_away_on_all_devices(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key = new_id()
    keep(client, key, "Not this.")
    for _ in range(2):
        answer = post(client, f"/reflections/drafts/{key}/removals")
        assert answer.location == "/reflections/"
    assert drafts(db) == []
    assert client.get(f"/reflections/drafts/{key}").status_code == 404


def test_nobody_else_finds_keeps_or_throws_away_somebodys_draft(
    db: Session, client: FlaskClient, person: Person, sign_in: SignIn
) -> None:
    key = new_id()
    keep(client, key, "Mine.")
    other = make_person(db)
    db.commit()
    sign_in(client, other)
    assert client.get(f"/reflections/drafts/{key}").status_code == 404
    assert keep(client, key, "Yours.").get_json() == {"revision": 1}
    assert set(drafts(db)) == {"Mine.", "Yours."}
    post(client, f"/reflections/drafts/{key}/removals")
    assert drafts(db) == ["Mine."]
    assert "Mine." not in words_of(client, "/reflections/")


def test_a_draft_is_sealed_in_the_database(
    db: Session, client: FlaskClient, person: Person
) -> None:
    secret = "The heron on the canal listened better than I did"
    keep(client, new_id(), secret)
    assert secret.encode() not in (db.scalar(select(ReflectionDraft.sealed)) or b"")


def test_a_long_draft_is_kept_and_one_that_is_too_long_is_said_to_be(
    db: Session, client: FlaskClient, person: Person
) -> None:
    longest = ("Ä🙂. " * LONGEST_DRAFT)[:LONGEST_DRAFT]
    assert keep(client, new_id(), longest).status_code == 200
    assert drafts(db) == [longest]
    refused = keep(client, new_id(), longest + "!")
    assert refused.status_code == 422
    assert "take the end out" in refused.get_json()["said"]
    answer = post(client, "/reflections/drafts/", {"text": longest + "!"})
    assert answer.status_code == 422
    assert "🙂" in answer.get_data(as_text=True)


@pytest.mark.parametrize("odd", ["", "x", "-3", "9" * 30, "\0"])
def test_odd_numbers_and_ids_in_the_form_lose_no_words(
    db: Session, client: FlaskClient, person: Person, odd: str
) -> None:
    form = dict.fromkeys(
        ("revision", "nth", "seen", "writer", "step", "session", "reflection"), odd
    )
    assert keep(client, new_id(), "a\0b\r\n", **form).status_code == 200
    assert drafts(db) == ["ab\n"]


def test_keeping_a_draft_costs_at_most_five_statements(
    db: Session, client: FlaskClient, person: Person, count_statements: CountStatements
) -> None:
    key, token = new_id(), csrf_token(client, "/account/")
    form: dict[str, object] = {"csrf_token": token, "request_key": str(key), "text": "One"}

    def cost(**more: object) -> int:
        with count_statements() as sent:
            client.post("/reflections/drafts/", data={**form, **more}, headers=DATA)
        return len(sent)

    first_ever = cost()
    going_on = cost(text="One two", revision=1)
    clash = cost(text="Other", revision=1)
    new = cost(request_key=str(new_id()))
    assert (first_ever, going_on, clash, new) == (4, 3, 5, 3)


def test_many_drafts_are_shown_page_by_page_and_the_log_shows_three(
    db: Session, client: FlaskClient, person: Person
) -> None:
    for number in range(23):
        keep(client, new_id(), f"Draft number {number}.")
    log = words_of(client, "/reflections/")
    assert log.count("You began to write on") == 3
    assert "All that you began to write" in log
    assert words_of(client, "/reflections/drafts/").count("You began to write on") == 20
    assert words_of(client, "/reflections/drafts/?page=2").count("You began to write on") == 3

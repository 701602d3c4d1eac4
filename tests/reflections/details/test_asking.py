"""Whoever presses Save is shown, once, what may tell who somebody is; the choice is theirs."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.models import ReflectionDraft
from tests.browser_like import csrf_token, hidden_fields, post
from tests.conftest import CountStatements, SignIn
from tests.make.cohorts import make_cohort, make_enrolment
from tests.make.people import make_person
from tests.make.reflections import kept_texts
from tests.progress.reading import html_of, words_of

TEXT = "Ottoline rang 07700 900123 at once.\n\n  We sat down & talked."
Fields = dict[str, object]


@pytest.fixture
def person(db: Session, client: FlaskClient, sign_in: SignIn) -> Person:
    """Somebody who learns with Ottoline Vane, signed in."""
    made, cohort = make_person(db), make_cohort(db)
    make_enrolment(db, cohort, made)
    make_enrolment(db, cohort, make_person(db, name="Ottoline Vane"))
    db.commit()
    sign_in(client, made)
    return made


def asked(
    client: FlaskClient, text: str, more: Fields | None = None, address: str = "/reflections/"
) -> tuple[str, Fields]:
    """Press Save, be asked to look again, and give the page with what its form carries."""
    form: Fields = {"request_key": str(new_id()), **(more or {}), "text": text}
    answer = post(client, address, form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 202, page
    assert "Before you save" in page
    inside = page.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0]
    return page, {**hidden_fields(page), "text": unescape(inside).removeprefix("\n")}


def words_in(page: str) -> str:
    """What a reader sees of a page's own content."""
    main = page.split('id="maincontent"', 1)[1]
    return " ".join(unescape(re.sub(r"<[^>]+>", "", main)).split())


def drafts(db: Session) -> int:
    db.commit()
    return db.scalar(select(func.count()).select_from(ReflectionDraft)) or 0


def test_each_piece_is_shown_where_it_stands_and_nothing_is_saved(
    db: Session, client: FlaskClient, person: Person
) -> None:
    page, carried = asked(client, TEXT)
    words = words_in(page)
    assert "Nothing was changed. Your text is kept as a draft until you choose." in words
    assert "Ottoline rang 07700 900123 at once." in words
    assert "the name of somebody you learn with" in words
    assert "This looks like a phone number." in words
    assert "Change it" in words
    assert "Save as it is" in words
    assert "<mark>07700 900123</mark>" in page
    assert carried["text"] == TEXT
    assert kept_texts(db) == []
    assert drafts(db) == 1


def test_saving_as_it_is_goes_through_letter_for_letter_and_uses_up_the_draft(
    db: Session, client: FlaskClient, person: Person
) -> None:
    _, carried = asked(client, TEXT)
    saved = post(client, "/reflections/", {**carried, "answer": "save"})
    assert saved.status_code == 302
    assert kept_texts(db) == [TEXT]
    assert drafts(db) == 0
    assert post(client, "/reflections/", {**carried, "answer": "save"}).location == saved.location
    assert kept_texts(db) == [TEXT]


def test_changing_it_gives_the_box_back_and_asks_about_nothing_twice(
    db: Session, client: FlaskClient, person: Person
) -> None:
    _, carried = asked(client, TEXT)
    box = post(client, "/reflections/", {**carried, "answer": "change"})
    page = box.get_data(as_text=True)
    assert box.status_code == 200
    assert "What matters to you?" in page
    assert "We sat down &amp; talked." in page
    again: Fields = {**hidden_fields(page), "text": TEXT + " Then it rained."}
    assert again["request_key"] == carried["request_key"]
    assert post(client, "/reflections/", again).status_code == 302
    assert kept_texts(db) == [TEXT + " Then it rained."]


def test_only_what_is_new_is_asked_about(client: FlaskClient, person: Person) -> None:
    _, carried = asked(client, TEXT)
    more = {name: value for name, value in carried.items() if name != "text"}
    page, _ = asked(client, TEXT + " She lives at M6 9ZZ.", more)
    assert "<mark>M6 9ZZ</mark>" in page
    assert "One thing in your text" in words_in(page)
    assert "<mark>Ottoline</mark>" not in page


def test_a_new_version_is_asked_about_only_where_it_says_something_new(
    db: Session, client: FlaskClient, person: Person
) -> None:
    _, carried = asked(client, TEXT)
    address = post(client, "/reflections/", {**carried, "answer": "save"}).headers["Location"]
    versions = f"{address}/versions"
    fields = hidden_fields(html_of(client, f"{versions}/new"))
    changed: Fields = {**fields, "text": TEXT + " It helped."}
    assert post(client, versions, changed).status_code == 302
    fields = hidden_fields(html_of(client, f"{versions}/new"))
    page, carried = asked(client, "Write to vane@example.org.", {**fields}, versions)
    assert "<mark>vane@example.org</mark>" in page
    box = post(client, versions, {**carried, "answer": "change"}).get_data(as_text=True)
    assert "Change your reflection" in box
    assert post(client, versions, {**carried, "answer": "save"}).status_code == 302
    assert kept_texts(db)[2:] == ["Write to vane@example.org."]


def test_whoever_names_nobody_is_not_asked(
    db: Session, client: FlaskClient, person: Person
) -> None:
    text = "We may walk on 3 March 2026. Order 9990000019 came, and 10 people said yes."
    assert post(client, "/reflections/", {"text": text}).status_code == 302
    assert drafts(db) == 0


def test_hostile_text_is_shown_as_text(client: FlaskClient, person: Person) -> None:
    text = "</textarea><script>alert(1)</script> a'<b>@example.org x@y.example"
    page, carried = asked(client, text)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert carried["text"] == text
    turned, _ = asked(client, "\u202e 07700 900123 مرحبا")
    assert '<p class="dlp-found__words" dir="auto">' in turned


@pytest.mark.parametrize("shown", ["x", "\0", "0" * 400_000, "0123456789ab " * 2000])
def test_a_made_up_mark_does_no_harm(client: FlaskClient, person: Person, shown: str) -> None:
    asked(client, TEXT, {"shown": shown})


def test_a_page_that_sends_by_itself_is_told_without_the_words(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key = str(new_id())
    form = {"csrf_token": csrf_token(client, "/account/"), "text": TEXT, "request_key": key}
    answer = client.post("/reflections/", data=form, headers={"Accept": "application/json"})
    assert answer.status_code == 202
    told = answer.get_json()
    assert "900123" not in told["said"]
    assert told["draft"] == f"/reflections/drafts/{key}"
    assert "We sat down" in words_of(client, told["draft"])
    assert kept_texts(db) == []


def test_nothing_that_was_found_stands_in_a_line_of_the_log(
    client: FlaskClient, person: Person, capfd: pytest.CaptureFixture[str]
) -> None:
    _, carried = asked(client, TEXT)
    post(client, "/reflections/", {**carried, "answer": "save"})
    out, err = capfd.readouterr()
    assert "route=/reflections/" in out + err
    for secret in ("900123", "Ottoline", "phone", "companion", str(carried["shown"])):
        assert secret not in out + err


def test_being_asked_costs_few_statements(
    client: FlaskClient, person: Person, count_statements: CountStatements
) -> None:
    token = csrf_token(client, "/account/")
    form = {"csrf_token": token, "text": TEXT, "request_key": str(new_id())}
    with count_statements() as first:
        client.post("/reflections/", data=form)
    assert len(first) <= 8, first
    with count_statements() as again:
        client.post("/reflections/", data={**form, "request_key": str(new_id())})
    assert len(again) <= 5, again

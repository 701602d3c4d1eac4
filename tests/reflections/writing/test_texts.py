"""The box, and all that people may write in it."""

from __future__ import annotations

from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.rules import LONGEST
from tests.browser_like import hidden_fields, post
from tests.progress.reading import html_of, words_of
from tests.reflections.writing.entries import kept, write

STRANGE = [
    "Just one word",
    "  kept   as it is  ",
    "🙂👩‍👩‍👧 ¿Qué? Привет 今日は مرحبا שלום नमस्ते",
    "<script>alert(1)</script> <b>&amp;</b> {{ 7 * 7 }} {% raw %} </textarea>",
    "'; DROP TABLE reflection; --",
    "%s %(x)s \\ \u202e turned \u202c \u200b",
    "line one\nline two\n\n\nline five",
]


def test_the_box_says_who_reads_it_and_what_does_not_belong_in_it(
    client: FlaskClient, person: Person
) -> None:
    words = words_of(client, "/reflections/new")
    assert "What matters to you?" in words
    assert "Only you can read this." in words
    assert "not legally privileged" in words
    assert "Leave out the names of patients" in words
    assert "report it the way your workplace does" in words
    assert "You can write up to 50,000 characters" in words


@pytest.mark.parametrize("text", STRANGE)
def test_anything_can_be_written_and_comes_back_letter_for_letter(
    db: Session, client: FlaskClient, person: Person, text: str
) -> None:
    address = write(client, text)
    assert kept(db) == [text]
    page = html_of(client, address)
    shown = page.split('<div class="dlp-words" dir="auto">', 1)[1].split("</div>")[0]
    assert unescape(shown) == text
    assert "<script>alert" not in page
    assert "<b>" not in shown
    box = html_of(client, f"{address}/versions/new").split("<textarea", 1)[1]
    inside = box.split(">", 1)[1].split("</textarea>")[0]
    assert unescape(inside).removeprefix("\r\n") == text
    assert "Offer some of these words to your community" in page
    assert f'/contributions/new?reflection={address.rsplit("/", 1)[1]}"' in page


def test_nul_bytes_are_left_out_and_all_else_stays(
    db: Session, client: FlaskClient, person: Person
) -> None:
    write(client, "be\0fore and af\0ter\r\nnext")
    assert kept(db) == ["before and after\nnext"]


@pytest.mark.parametrize("text", ["", "   ", "\r\n\t", "\0"])
def test_an_empty_box_is_refused_kindly(
    db: Session, client: FlaskClient, person: Person, text: str
) -> None:
    answer = post(client, "/reflections/", {"text": text, "request_key": str(new_id())})
    assert answer.status_code == 422
    assert "Write a few words first." in answer.get_data(as_text=True)
    assert kept(db) == []


def test_the_longest_text_is_kept_and_a_longer_one_stays_in_the_box(
    db: Session, client: FlaskClient, person: Person
) -> None:
    longest = ("Ärger und Glück 🙂. " * LONGEST)[:LONGEST]
    address = write(client, longest)
    assert kept(db) == [longest]
    assert longest in html_of(client, address)
    key = str(new_id())
    answer = post(client, "/reflections/", {"text": longest + "!", "request_key": key})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "up to 50,000 characters" in page
    assert longest + "!" in page
    assert hidden_fields(page.replace("csrf_token", "token", 1))["request_key"] == key
    assert kept(db) == [longest]

"""Adding pictures and voice notes on the pages, and what is refused there."""

from __future__ import annotations

from html import unescape
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.kit.cleaning import LARGEST
from app.kit.db import new_id
from app.people.models import Person
from tests.browser_like import hidden_fields, post
from tests.make.attachments import kept_files, send_file
from tests.make.files import make_m4a, make_picture
from tests.progress.reading import html_of, words_of
from tests.reflections.attachments.conftest import WORDS


def test_the_form_says_what_can_be_added_before_anything_is_chosen(
    client: FlaskClient, own: UUID
) -> None:
    words = words_of(client, f"/reflections/{own}/attachments/new")
    assert "JPEG, PNG or WebP pictures; m4a, mp3, ogg, wav or flac recordings" in words
    assert "up to 10 MB, a reflection up to 10 files, and your whole log up to 200" in words
    assert "unless you let it go along with something that you share" in words
    page = html_of(client, f"/reflections/{own}/attachments/new")
    assert 'accept="image/jpeg,image/png,image/webp,audio/*' in page
    assert 'enctype="multipart/form-data"' in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Choose a picture or a voice note first."),
        (b"<svg onload='alert(1)'/>", "This file is something else."),
        (b"\xff\xd8\xff<html><script>alert(1)</script>", "We could not read this file."),
        (b"\0\0\0\x18ftypheic" + bytes(90), "Make a screenshot of it"),
        (make_picture()[:400], "We could not read this file."),
        (make_m4a(track=b"vide"), "There is more than sound in this file"),
        (b"#!AMR\n" + bytes(90), "Save it as m4a, mp3 or wav"),
        (bytes(LARGEST + 1), "This file is larger than 10 MB."),
        (bytes(LARGEST * 2), "This file is larger than 10 MB."),
    ],
)
def test_a_refused_file_says_what_to_do_and_what_was_written_stays(
    db: Session, client: FlaskClient, person: Person, own: UUID, content: bytes, said: str
) -> None:
    answer = send_file(client, own, content, "photo.jpg", description=WORDS)
    assert answer.status_code in {413, 422}
    page = unescape(answer.get_data(as_text=True))
    assert said in page
    assert WORDS in page
    assert kept_files(db, person) == []
    assert "The waiting room was quiet." in words_of(client, f"/reflections/{own}")


def test_a_form_without_a_file_and_words_that_are_too_long_are_refused(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    address = f"/reflections/{own}/attachments"
    nothing = post(client, address, {"description": WORDS})
    assert nothing.status_code == 422
    assert WORDS in unescape(nothing.get_data(as_text=True))
    long = send_file(client, own, make_picture(), description="word " * 101)
    assert long.status_code == 422
    assert "Use at most 500 characters." in long.get_data(as_text=True)
    assert kept_files(db, person) == []


def test_the_same_form_sent_twice_adds_one_file(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    key = hidden_fields(html_of(client, f"/reflections/{own}/attachments/new"))["request_key"]
    for _ in range(2):
        assert send_file(client, own, make_picture(), request_key=key).status_code == 302
    assert len(kept_files(db, person)) == 1


def test_the_same_form_with_other_words_or_another_file_adds_it_beside_the_first(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    key, picture = str(new_id()), make_picture()
    for words in (WORDS, WORDS, "Two herons"):
        sent = send_file(client, own, picture, description=words, request_key=key)
        assert sent.status_code == 302
    send_file(client, own, make_m4a(), "a.m4a", description=WORDS, request_key=key)
    kept = [one.about.description for one in kept_files(db, person)]
    assert kept == [WORDS, "Two herons", WORDS]

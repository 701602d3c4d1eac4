"""How large a file can be, and how many an entry and a whole log can hold."""

from __future__ import annotations

import io
from html import unescape
from uuid import UUID

from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.cleaning import LARGEST, READ_TO_REFUSE
from app.kit.db import new_id
from app.people.models import Person
from app.reflections.models import Attachment
from app.reflections.rules.attachments import MOST_OF_PERSON, MOST_ON_ENTRY
from tests.browser_like import post
from tests.make.attachments import kept_files, make_attachment, send_file
from tests.make.files import make_picture, make_wave
from tests.make.people import make_person
from tests.make.reflections import make_reflection
from tests.progress.reading import words_of
from tests.reflections.attachments.conftest import WORDS


def test_a_file_of_just_the_size_is_taken(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    sound = make_wave(seconds=(LARGEST - 44) / 16000, told=False)
    assert len(sound) <= LARGEST
    full = sound + bytes(LARGEST - len(sound))
    assert send_file(client, own, full, "long.wav").status_code == 302
    (file,) = kept_files(db, person)
    assert file.content == sound


def test_of_what_is_too_large_no_more_is_in_memory_than_any_form_may_send(app: Flask) -> None:
    files = [(io.BytesIO(bytes(LARGEST)), f"{n}.wav") for n in range(4)]
    with app.test_request_context(method="POST", data={"file": files}):
        request.max_content_length = READ_TO_REFUSE
        kept = [len(file.stream.read()) for file in request.files.getlist("file")]
        assert kept[0] == LARGEST
        assert sum(kept) == app.config["MAX_CONTENT_LENGTH"]


def test_a_stranger_cannot_make_us_read_more_than_any_form(
    client: FlaskClient, db: Session
) -> None:
    someone = make_person(db)
    own = make_reflection(db, someone)
    db.commit()
    answer = client.post(f"/reflections/{own}/attachments", data=bytes(LARGEST * 2))
    assert answer.status_code in {302, 400, 413}
    assert db.scalar(select(func.count(Attachment.id))) == 0


def test_a_full_entry_takes_no_more_until_one_is_removed(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    for _ in range(MOST_ON_ENTRY):
        last = make_attachment(db, person, own)
    db.commit()
    assert "it can hold no more" in words_of(client, f"/reflections/{own}")
    assert "it can hold no more" in words_of(client, f"/reflections/{own}/attachments/new")
    answer = send_file(client, own, make_picture(), description=WORDS)
    assert answer.status_code == 422
    assert WORDS in unescape(answer.get_data(as_text=True))
    assert post(client, f"/reflections/{own}/attachments/{last}/removals").status_code == 302
    assert send_file(client, own, make_picture()).status_code == 302


def test_a_full_log_says_so(db: Session, client: FlaskClient, person: Person, own: UUID) -> None:
    first = make_attachment(db, person, make_reflection(db, person))
    row = db.get_one(Attachment, first)
    for _ in range(MOST_OF_PERSON - 1):
        copied = {
            column.key: getattr(row, column.key)
            for column in Attachment.__table__.columns
            if column.key not in {"id", "request_key"}
        }
        db.add(Attachment(id=new_id(), request_key=new_id(), **copied))
    db.commit()
    assert "Your log has 200 files" in words_of(client, f"/reflections/{own}/attachments/new")
    answer = send_file(client, own, make_picture())
    assert answer.status_code == 422
    assert "Your log has 200 files" in answer.get_data(as_text=True)

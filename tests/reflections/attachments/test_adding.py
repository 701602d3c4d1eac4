"""Adding pictures and voice notes on the pages, with all that people and devices send."""

from __future__ import annotations

from html import unescape
from io import BytesIO
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.cleaning import LARGEST
from app.kit.db import new_id
from app.kit.errors import NotFound
from app.people.models import Person
from app.reflections.models import Attachment, Reflection
from app.reflections.rules.attachments import MOST_OF_PERSON, MOST_ON_ENTRY
from app.vault.actions import destroy_key
from tests.browser_like import hidden_fields, post
from tests.clock import NOON
from tests.conftest import CountStatements, SignIn
from tests.make.attachments import kept_files, make_attachment, send_file
from tests.make.files import SECRET, make_m4a, make_mp3, make_picture, make_wave
from tests.make.people import make_person
from tests.make.reflections import make_reflection
from tests.progress.reading import html_of, words_of

WORDS = "The heron on the canal, <b>early</b>"


@pytest.fixture
def person(db: Session, client: FlaskClient, sign_in: SignIn) -> Person:
    made = make_person(db)
    db.commit()
    sign_in(client, made)
    return made


@pytest.fixture
def own(db: Session, person: Person) -> UUID:
    made = make_reflection(db, person)
    db.commit()
    return made


def test_the_form_says_what_can_be_added_before_anything_is_chosen(
    client: FlaskClient, own: UUID
) -> None:
    words = words_of(client, f"/reflections/{own}/attachments/new")
    assert "JPEG, PNG or WebP pictures; m4a, mp3, ogg, wav or flac recordings" in words
    assert "up to 10 MB, a reflection up to 10 files, and your whole log up to 200" in words
    assert "Only you can open it." in words
    page = html_of(client, f"/reflections/{own}/attachments/new")
    assert 'accept="image/jpeg,image/png,image/webp,audio/*' in page
    assert 'enctype="multipart/form-data"' in page


def test_a_picture_is_shown_on_its_entry_with_the_words_for_it(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    answer = send_file(client, own, make_picture(), description=WORDS)
    assert answer.status_code == 302
    (file,) = kept_files(db, person)
    page = html_of(client, f"/reflections/{own}")
    address = f"/reflections/{own}/attachments/{file.about.id}"
    assert f'src="{address}"' in page
    assert f'alt="{WORDS}"' in unescape(page)
    assert "<b>early" not in page
    shown = client.get(address)
    assert shown.mimetype == "image/jpeg"
    assert shown.data == file.content
    assert SECRET.encode() not in shown.data


def test_what_is_kept_is_sealed_and_has_no_place_time_or_name_in_it(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    for content in (make_picture(), make_picture("PNG"), make_m4a(), make_mp3(), make_wave()):
        assert send_file(client, own, content, f"{SECRET}.bin").status_code == 302
    rows = db.scalars(select(Attachment)).all()
    assert len(rows) == 5
    for row in rows:
        sealed = row.sealed + row.sealed_name + row.sealed_description
        assert SECRET.encode() not in sealed
        assert b"JFIF" not in sealed
    for file in kept_files(db, person):
        assert SECRET.encode() not in file.content
        assert b"GPS" not in file.content
        assert file.about.size == len(file.content)


def test_a_voice_note_can_be_played_and_moved_about_in(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    send_file(client, own, make_wave(), "note.m4a", media_type="video/mp4")
    (file,) = kept_files(db, person)
    assert (file.about.media_type, file.about.name) == ("audio/wav", "note.wav")
    entry = client.get(f"/reflections/{own}")
    assert "<audio" in entry.get_data(as_text=True)
    assert "media-src 'self'" in entry.headers["Content-Security-Policy"]
    address = f"/reflections/{own}/attachments/{file.about.id}"
    part = client.get(address, headers={"Range": "bytes=10-19"})
    assert part.status_code == 206
    assert part.data == file.content[10:20]
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(file.content)}"
    whole = client.get(address)
    assert whole.headers["Accept-Ranges"] == "bytes"
    assert client.get(address, headers={"Range": "bytes=999999-"}).status_code == 416


def test_a_file_does_nothing_when_it_is_opened_by_itself(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    page = b"<html><script>alert(1)</script></html>"
    send_file(client, own, make_picture("PNG") + page, "page.html", media_type="text/html")
    (file,) = kept_files(db, person)
    assert page not in file.content
    answer = client.get(f"/reflections/{own}/attachments/{file.about.id}")
    headers = answer.headers
    assert headers["Content-Type"] == "image/png"
    assert headers["Content-Disposition"] == "attachment; filename=page.png"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("IMG_1.JPEG", "IMG_1.jpg"),
        ("", "picture.jpg"),
        ("C:\\Fotos\\Été.png", "Été.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("a\r\nSet-Cookie: x=1.jpg", "aSet-Cookie: x=1.jpg"),
        ("\u202egpj.exe", "gpj.jpg"),
        ("🙂" * 200 + ".jpg", "🙂" * 80 + ".jpg"),
        (".htaccess", "picture.jpg"),
    ],
)
def test_a_file_keeps_its_own_name_with_the_right_ending(
    db: Session, client: FlaskClient, person: Person, own: UUID, sent: str, kept: str
) -> None:
    make_attachment(db, person, own, name=sent)
    (file,) = kept_files(db, person)
    assert file.about.name == kept
    answer = client.get(f"/reflections/{own}/attachments/{file.about.id}")
    assert answer.status_code == 200
    assert "Set-Cookie: x" not in str(answer.headers).replace(kept, "")


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


def test_a_file_of_just_the_size_is_taken(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    sound = make_wave(seconds=(LARGEST - 44) / 16000, told=False)
    assert len(sound) <= LARGEST
    full = sound + bytes(LARGEST - len(sound))
    assert send_file(client, own, full, "long.wav").status_code == 302
    (file,) = kept_files(db, person)
    assert file.content == sound


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


def test_a_stranger_cannot_make_us_read_more_than_any_form(
    client: FlaskClient, db: Session
) -> None:
    someone = make_person(db)
    own = make_reflection(db, someone)
    db.commit()
    answer = client.post(f"/reflections/{own}/attachments", data=bytes(LARGEST * 2))
    assert answer.status_code in {302, 400, 413}
    assert db.scalar(select(func.count(Attachment.id))) == 0


def test_the_same_form_sent_twice_adds_one_file(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    key = hidden_fields(html_of(client, f"/reflections/{own}/attachments/new"))["request_key"]
    for _ in range(2):
        assert send_file(client, own, make_picture(), request_key=key).status_code == 302
    assert len(kept_files(db, person)) == 1


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


def test_a_removed_file_is_gone_from_the_page_and_from_the_table(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    gone, kept = make_attachment(db, person, own), make_attachment(db, person, own)
    db.commit()
    asked = words_of(client, f"/reflections/{own}/attachments/{gone}/removals/new")
    assert "we cannot bring it back" in asked
    assert post(client, f"/reflections/{own}/attachments/{gone}/removals").status_code == 302
    assert client.get(f"/reflections/{own}/attachments/{gone}").status_code == 404
    assert post(client, f"/reflections/{own}/attachments/{gone}/removals").status_code == 404
    assert str(gone) not in html_of(client, f"/reflections/{own}")
    assert list(db.scalars(select(Attachment.id))) == [kept]


def test_deleting_the_entry_or_the_key_takes_its_files_too(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    other = make_reflection(db, person)
    lost = make_attachment(db, person, other)
    make_attachment(db, person, own)
    db.commit()
    db.delete(db.get_one(Reflection, own))
    db.commit()
    assert list(db.scalars(select(Attachment.id))) == [lost]
    destroy_key(db, person.id)
    db.commit()
    assert client.get(f"/reflections/{other}/attachments/{lost}").status_code == 404
    assert kept_files(db, person) == []


def test_what_is_on_an_entry_that_was_thrown_away_opens_no_more(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    file = make_attachment(db, person, own)
    db.get_one(Reflection, own).deleted_at = NOON
    db.commit()
    assert client.get(f"/reflections/{own}/attachments/{file}").status_code == 404
    assert client.get(f"/reflections/{own}/attachments/{file}/removals/new").status_code == 404
    with pytest.raises(NotFound):
        make_attachment(db, person, own)


def test_pages_cost_the_same_however_many_files_there_are(
    db: Session,
    client: FlaskClient,
    person: Person,
    own: UUID,
    count_statements: CountStatements,
) -> None:
    costs = list[int]()
    for _ in range(2):
        file = make_attachment(db, person, own)
        make_attachment(db, person, own, make_wave())
        db.commit()
        with count_statements() as page:
            client.get(f"/reflections/{own}")
        with count_statements() as one:
            client.get(f"/reflections/{own}/attachments/{file}")
        assert len(one) <= 2, one
        costs.append(len(page))
    assert costs[0] == costs[1]
    assert costs[0] <= 6
    token = hidden_fields(html_of(client, f"/reflections/{own}/attachments/new"))["csrf_token"]
    with count_statements() as adding:
        client.post(
            f"/reflections/{own}/attachments",
            data={"csrf_token": token, "file": (BytesIO(make_wave()), "a.wav")},
        )
    assert len(adding) <= 6, adding
    assert len(kept_files(db, person)) == 5


def test_times_are_told_and_sizes_are_in_words(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    make_attachment(db, person, own, name="note.wav", content=make_wave(), now=NOON)
    db.commit()
    assert "note.wav, 2 KB, added on" in words_of(client, f"/reflections/{own}")

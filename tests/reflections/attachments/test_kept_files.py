"""What is kept of a file that people or devices send, and how it opens."""

from __future__ import annotations

from html import unescape
from io import BytesIO
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.models import Attachment
from tests.browser_like import hidden_fields
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.attachments import kept_files, make_attachment, send_file
from tests.make.files import SECRET, make_m4a, make_mp3, make_picture, make_wave
from tests.progress.reading import html_of, words_of
from tests.reflections.attachments.conftest import WORDS


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
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; sandbox;")
    assert policy.endswith("frame-ancestors 'none'")
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
    # One of them is the record.
    assert len(adding) <= 7, adding
    assert len(kept_files(db, person)) == 5


def test_times_are_told_and_sizes_are_in_words(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    make_attachment(db, person, own, name="note.wav", content=make_wave(), now=NOON)
    db.commit()
    assert "note.wav, 2 KB, added on" in words_of(client, f"/reflections/{own}")

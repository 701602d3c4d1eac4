"""Pictures and recordings come in with their entries, as many and as large as there is room for."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.cleaning import LARGEST
from app.people.models import Person
from app.reflections.actions.imports import LARGEST_SENT
from app.reflections.models import Attachment
from app.reflections.rules.attachments import MOST_ON_ENTRY
from tests.browser_like import post
from tests.conftest import SignIn
from tests.make.attachments import kept_files, make_attachment
from tests.make.files import make_picture, make_wave
from tests.make.people import make_person
from tests.make.reflections import kept_texts, make_reflection
from tests.progress.reading import words_of
from tests.reflections.cpd.belongings import attached, fill_file, zip_of
from tests.reflections.cpd.logs import PLAN, entry, log, say_yes, send
from tests.reflections.cpd.unpacking import data_of, everything, unpacked


def test_a_large_log_comes_in_part_by_part_in_any_order(
    db: Session, client: FlaskClient, person: Person, sign_in: SignIn
) -> None:
    own = make_reflection(db, person, "By the canal.")
    make_reflection(db, person, "Another day.")
    sound = make_wave(seconds=(LARGEST - 100) / 16000, told=False)
    fill_file(db, person, own, "a.wav", sound)
    make_attachment(db, person, own, name="b.jpg")
    db.commit()
    names = [str(one.about.id) for one in kept_files(db, person)]
    asked: list[dict[str, object]] = [
        {"part": "1", "file": names[1]},
        {"part": "words"},
        {"file": names[0]},
    ]
    parts = [post(client, "/reflections/exports", fields).data for fields in asked]
    other = make_person(db)
    db.commit()
    sign_in(client, other)
    for part, left in zip(parts, (1, 1, 0), strict=True):
        assert send(client, part).status_code == 302
        assert ("not in this file" in words_of(client, PLAN)) == bool(left), left
        say_yes(client)
    after = data_of(everything(client))["entries"]
    assert [one["versions"][0]["text"] for one in after] == ["By the canal.", "Another day."]
    assert sorted(one["name"] for one in after[0]["attachments"]) == ["a.wav", "b.jpg"]
    assert sound in unpacked(post(client, "/reflections/exports").data).values()


def test_a_file_that_is_no_picture_or_recording_is_left_out_and_the_rest_comes_in(
    db: Session, client: FlaskClient, person: Person
) -> None:
    one = entry(
        "Words.",
        attachments=[
            attached("files/page.jpg"),
            attached("files/good.jpg", name="../../<b>.svg"),
            attached("files/large.jpg"),
        ],
    )
    sent = {"page.jpg": b"<script>", "good.jpg": make_picture(), "large.jpg": bytes(LARGEST + 1)}
    send(client, zip_of(log(one), **sent))
    answer = say_yes(client)
    assert "2 of its pictures and voice notes could not be read" in client.get(answer.location).text
    [kept] = kept_files(db, person)
    assert kept.about.name == "<b>.jpg"
    assert kept.about.media_type == "image/jpeg"


def test_no_more_files_come_in_than_an_entry_can_hold(
    db: Session, client: FlaskClient, person: Person
) -> None:
    count = MOST_ON_ENTRY + 2
    one = entry("Words.", attachments=[attached(f"files/{nth}.jpg") for nth in range(count)])
    send(client, zip_of(log(one), **{f"{nth}.jpg": make_picture() for nth in range(count)}))
    assert "For 2 pictures and voice notes there is no room" in words_of(client, PLAN)
    say_yes(client)
    assert db.scalar(select(func.count(Attachment.id))) == MOST_ON_ENTRY


def test_a_file_of_just_the_size_is_read_to_its_end_and_a_larger_one_is_refused(
    db: Session, client: FlaskClient, person: Person
) -> None:
    content = zip_of(log(entry("Words.")), filler=bytes(LARGEST_SENT - 1_000_000))
    assert send(client, content).status_code == 302
    say_yes(client)
    db.commit()
    assert kept_texts(db) == ["Words."]
    assert send(client, content + bytes(1_000_000)).status_code == 413

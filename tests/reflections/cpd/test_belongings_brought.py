"""What belongs to entries comes back with them: files, talks, features, and where they began."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.kit.cleaning import LARGEST
from app.kit.db import new_id
from app.people.models import Person
from app.progress.models import StepProgress
from app.reflections.actions.attach import remove_attachment
from app.reflections.actions.features import say_feature
from app.reflections.actions.imports import LARGEST_SENT
from app.reflections.actions.restore import restore_version
from app.reflections.actions.speak import keep_talk
from app.reflections.actions.versions import add_version
from app.reflections.models import Attachment, Reflection, SpokenReflection
from app.reflections.rules.attachments import MOST_ON_ENTRY
from app.reflections.rules.origins import FromSession, FromStep
from app.reflections.rules.spoken import Talk
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.attachments import kept_files, make_attachment
from tests.make.files import make_picture, make_wave
from tests.make.gatherings import make_gathering
from tests.make.library import make_frameworks
from tests.make.people import make_person
from tests.make.progress import Way, make_way
from tests.make.reflections import kept_texts, make_reflection
from tests.progress.reading import words_of
from tests.reflections.cpd.belongings import feature_keys, fill_file
from tests.reflections.cpd.logs import entry, log, packed, say_yes, send
from tests.reflections.cpd.unpacking import data_of, everything, unpacked

PLAN = "/reflections/imports/plan"


def attached(file: str = "files/a.jpg", **more: object) -> dict[str, Any]:
    return {
        "key": str(new_id()),
        "file": file,
        "name": "a.jpg",
        "description": "A heron",
        "added_at": NOON.isoformat(),
        **more,
    }


def zip_of(data: dict[str, Any], **files: bytes) -> bytes:
    named = {f"files/{name}": content for name, content in files.items()}
    return packed({"reflections.json": json.dumps(data).encode(), **named})


@pytest.fixture
def way(db: Session) -> Way:
    """Somebody on a course that has features."""
    made = make_way(db)
    make_frameworks(db)
    return made


@pytest.fixture
def full(db: Session, client: FlaskClient, sign_in: SignIn, way: Way) -> dict[str, bytes]:
    """The files of a log with one of each, of somebody who is signed in."""
    author = way.person
    session = make_gathering(db, way.cohort)
    begun = FromStep(way.steps["reflect"].id, way.cohort.slug)
    own = make_reflection(db, author, "First.", begun_at=begun)
    facts: dict[str, Any] = {"reflection_id": own, "now": NOON}
    add_version(db, author, text="Second.", seen=1, **facts)
    restore_version(db, author, number=1, **facts)
    say_feature(db, author, reflection_id=own, key=feature_keys(db)[0])
    make_attachment(db, author, own, name="heron.jpg", description="A <b>heron</b>")
    talk = Talk(NOON.date(), "mentor", None)
    at = FromSession(session.id)
    said = keep_talk(db, author, talk=talk, request_key=new_id(), now=NOON, begun_at=at)
    make_attachment(db, author, said, make_wave(), name="note.wav", description="")
    facts["reflection_id"] = said
    add_version(db, author, text="Some words after all.", seen=1, **facts)
    db.commit()
    return everything(sign_in(client, author))


def test_an_own_log_comes_back_whole_after_it_was_lost(
    db: Session, client: FlaskClient, full: dict[str, bytes], way: Way
) -> None:
    held = [one.content for one in kept_files(db, way.person)]
    db.execute(delete(Reflection))
    db.commit()
    assert not kept_files(db, way.person)
    send(client, packed(full))
    shown = words_of(client, PLAN)
    assert "2 reflections, with each version" in shown
    assert "2 pictures and voice notes" in shown
    say_yes(client)
    again = everything(client)
    before, after = data_of(full), data_of(again)
    assert before["entries"][0]["origin"]["step"] == "reflect"
    assert before["entries"][1]["origin"]["session"]
    # A picture is drawn anew when it comes in, so its bytes are others.
    for picture in (before["entries"][0]["attachments"][0], after["entries"][0]["attachments"][0]):
        assert picture.pop("bytes") > 0
    assert after["entries"] == before["entries"]
    assert len(kept_files(db, way.person)) == 2
    assert again["files/2027-01-20-02-note.wav"] == held[1]


def test_somebody_else_gets_all_but_the_places_that_are_not_theirs(
    db: Session, client: FlaskClient, full: dict[str, bytes], sign_in: SignIn
) -> None:
    other = make_person(db)
    db.commit()
    sign_in(client, other)
    send(client, packed(full))
    say_yes(client)
    before, after = data_of(full)["entries"], data_of(everything(client))["entries"]
    assert [one["origin"] for one in after] == [None, None]
    for name in ("versions", "features", "spoken"):
        assert [one[name] for one in after] == [one[name] for one in before]
    assert [file["name"] for one in after for file in one["attachments"]] == [
        *("heron.jpg", "note.wav")
    ]
    [talk] = [one for one in after if one["spoken"]]
    assert [said["text"] for said in talk["versions"]] == ["", "Some words after all."]
    kept = db.scalars(select(SpokenReflection).join(Reflection)).all()
    assert len(kept) == 2


def test_a_step_that_was_not_seen_here_stays_unknown(
    db: Session, client: FlaskClient, full: dict[str, bytes], way: Way
) -> None:
    db.execute(delete(Reflection))
    db.execute(delete(StepProgress))
    db.commit()
    send(client, packed(full))
    say_yes(client)
    assert data_of(everything(client))["entries"][0]["origin"] is None


def test_the_same_file_again_adds_no_file_and_one_that_was_removed_comes_back(
    db: Session, client: FlaskClient, full: dict[str, bytes], way: Way
) -> None:
    send(client, packed(full))
    assert "There is nothing new in it" in words_of(client, PLAN)
    say_yes(client)
    first, _ = kept_files(db, way.person)
    remove_attachment(db, way.person, first.about.id)
    db.commit()
    send(client, packed(full))
    assert "1 picture or voice note" in words_of(client, PLAN)
    say_yes(client)
    assert sorted(one.about.name for one in kept_files(db, way.person)) == [
        *("heron.jpg", "note.wav")
    ]


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


def test_features_that_are_none_are_left_out(
    db: Session, client: FlaskClient, person: Person
) -> None:
    make_frameworks(db)
    [known, *_] = feature_keys(db)
    db.commit()
    told = [{"key": known, "label": "x"}, {"key": known}, {"key": "a secret of mine"}]
    send(client, json.dumps(log(entry("Words.", features=told))).encode())
    say_yes(client)
    [own] = data_of(everything(client))["entries"]
    assert [one["key"] for one in own["features"]] == [known]


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "a talk to come": ({"spoken": {"day": "2099-01-01", "company": "alone"}}, "spoken, day"),
    "a talk with somebody named": (
        {"spoken": {"day": "2026-01-01", "company": "Ottoline"}},
        "spoken, company",
    ),
    "a file twice": (
        {"attachments": [attached(key=str(UUID(int=7))), attached(key=str(UUID(int=7)))]},
        "number 1, attachments",
    ),
    "a file of tomorrow": (
        {"attachments": [attached(added_at="2099-01-01T00:00:00Z")]},
        "attachments, added_at",
    ),
    "a long description": (
        {"attachments": [attached(description="x" * 501)]},
        "attachments, number 1, description",
    ),
    "an origin that is none": ({"origin": {"session": "../x"}}, "origin, session"),
    "a version that has itself again": (
        {
            "versions": [
                {"number": 1, "written_at": NOON.isoformat(), "text": "a", "restored_from": 0}
            ]
        },
        "versions, number 1, restored_from",
    ),
}


@pytest.mark.parametrize("bad", BAD)
def test_what_cannot_be_is_named_by_its_place(
    client: FlaskClient, person: Person, bad: str
) -> None:
    more, place = BAD[bad]
    answer = send(client, json.dumps(log(entry("Sound.") | more)).encode())
    assert answer.status_code == 422
    assert place in answer.get_data(as_text=True)


def test_a_file_of_just_the_size_is_read_to_its_end_and_a_larger_one_is_refused(
    db: Session, client: FlaskClient, person: Person
) -> None:
    content = zip_of(log(entry("Words.")), filler=bytes(LARGEST_SENT - 1_000_000))
    assert send(client, content).status_code == 302
    say_yes(client)
    db.commit()
    assert kept_texts(db) == ["Words."]
    assert send(client, content + bytes(1_000_000)).status_code == 413

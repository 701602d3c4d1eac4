"""Bringing in a log: a look first, nothing twice, and nothing that is not sound."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.actions.imports import forget_imports
from app.reflections.actions.write import add_version
from app.reflections.models import CpdRecord, LogImport, Reflection, ReflectionVersion
from app.reflections.queries.export.reading import LARGEST
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.make.cpd import make_record
from tests.make.people import make_person
from tests.make.reflections import kept_texts, make_reflection
from tests.progress.reading import html_of, words_of
from tests.reflections.cpd.unpacking import data_of, everything, taken

HOSTILE = "<script>alert('x')</script> {{ 7 * 7 }} مرحبا"
LATER = NOON + timedelta(hours=1)
Change = Callable[[dict[str, Any]], object]


def send(client: FlaskClient, content: bytes) -> TestResponse:
    return post(client, "/reflections/imports", {"file": (io.BytesIO(content), "log.zip")})


def say_yes(client: FlaskClient) -> TestResponse:
    return post(client, "/reflections/imports/plan")


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return file.getvalue()


def log(*entries: dict[str, Any], cpd: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {
        "format": "discovery-learning-log",
        "version": 1,
        "entries": list(entries),
        "cpd": list(cpd),
    }


def entry(*texts: str, **more: object) -> dict[str, Any]:
    at = NOON.isoformat()
    versions = [
        {"number": place, "written_at": at, "text": text, "restored_from": None}
        for place, text in enumerate(texts, start=1)
    ]
    return {"key": str(new_id()), "written_at": at, "began": "", "versions": versions, **more}


def record(**more: object) -> dict[str, Any]:
    return {
        "key": str(new_id()),
        "day": "2027-01-10",
        "minutes": 30,
        "with_others": True,
        "title": "A talk",
        **more,
    }


@pytest.fixture
def full(db: Session, client: FlaskClient, sign_in: SignIn) -> dict[str, bytes]:
    """The files of somebody's log: two entries, one of them changed and counted."""
    author = make_person(db)
    own = make_reflection(db, author, "What I thought first.")
    add_version(db, author, reflection_id=own, text=HOSTILE, seen=1, now=LATER)
    make_reflection(db, author, "Another day.")
    make_record(db, author, "Counted", learned="Much.", changed="All.", reflection=own)
    db.commit()
    return everything(sign_in(client, author))


def packed(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return file.getvalue()


def test_a_log_comes_to_another_account_whole_and_only_after_the_yes(
    db: Session, client: FlaskClient, full: dict[str, bytes], sign_in: SignIn
) -> None:
    other = make_person(db)
    db.commit()
    before = len(kept_texts(db))
    sign_in(client, other)
    assert send(client, packed(full)).headers["Location"] == "/reflections/imports/plan"
    shown = words_of(client, "/reflections/imports/plan")
    assert "2 reflections, with each version and its own day" in shown
    assert "1 line of your CPD record" in shown
    assert "Nothing is added yet." in shown
    db.commit()
    assert len(kept_texts(db)) == before
    assert say_yes(client).headers["Location"] == "/reflections/"
    mine, theirs = data_of(everything(client)), data_of(full)
    assert [one["versions"] for one in mine["entries"]] == [
        one["versions"] for one in theirs["entries"]
    ]
    assert mine["cpd"] == theirs["cpd"]
    [own] = [
        one.id
        for one in db.scalars(select(Reflection).where(Reflection.person_id == other.id))
        if str(one.request_key) == theirs["entries"][0]["key"]
    ]
    page = html_of(client, f"/reflections/{own}")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_bringing_the_same_file_again_adds_nothing_there_and_here(
    db: Session, client: FlaskClient, full: dict[str, bytes], sign_in: SignIn
) -> None:
    def counts() -> list[int]:
        db.commit()
        return [
            len(db.scalars(select(table)).all())
            for table in (Reflection, ReflectionVersion, CpdRecord)
        ]

    before = counts()
    send(client, packed(full))
    assert "There is nothing new in it" in words_of(client, "/reflections/imports/plan")
    say_yes(client)
    assert counts() == before
    other = make_person(db)
    db.commit()
    sign_in(client, other)
    for _ in range(2):
        send(client, full["reflections.json"])
        say_yes(client)
        assert counts() == [2 * count for count in before]


def test_a_later_file_brings_what_was_written_since(
    db: Session, client: FlaskClient, person: Person
) -> None:
    one = entry("First.")
    send(client, json.dumps(log(one)).encode())
    say_yes(client)
    one["versions"].append({"number": 2, "written_at": LATER.isoformat(), "text": "Second."})
    send(client, json.dumps(log(one, entry("New."))).encode())
    shown = words_of(client, "/reflections/imports/plan")
    assert "1 reflection, with each version" in shown
    assert "1 later version of reflections that are here" in shown
    say_yes(client)
    db.commit()
    assert sorted(kept_texts(db)) == ["First.", "New.", "Second."]


def test_a_second_yes_says_that_the_first_did_it(
    db: Session, client: FlaskClient, person: Person
) -> None:
    send(client, json.dumps(log(entry("Once."))).encode())
    assert say_yes(client).status_code == 302
    assert say_yes(client).status_code == 409
    db.commit()
    assert kept_texts(db) == ["Once."]


def test_what_was_made_for_an_appraisal_can_be_brought_in_too(
    db: Session, client: FlaskClient, person: Person, sign_in: SignIn
) -> None:
    own = make_reflection(db, person, "A reflection.")
    counted = make_record(db, person, "Counted", reflection=own)
    db.commit()
    ids = [str(counted)]
    post(client, "/cpd/ticks", {"year": "2026", "record": ids, "reflection": ids})
    files = taken(client)
    other = make_person(db)
    db.commit()
    sign_in(client, other)
    send(client, packed(files))
    say_yes(client)
    [line] = db.scalars(select(CpdRecord).where(CpdRecord.person_id == other.id))
    assert line.reflection_id is not None
    assert line.ticked


BAD: dict[str, tuple[Change, str]] = {
    "no text": (lambda one: one["entries"][0]["versions"][0].pop("text"), "number 1, text"),
    "a text that is a number": (
        lambda one: one["entries"][0]["versions"][0].update(text=7),
        "“entries, number 1, versions, number 1, text”",
    ),
    "a text that is too long": (
        lambda one: one["entries"][0]["versions"][0].update(text="x" * 50_001),
        "number 1, text",
    ),
    "no versions": (lambda one: one["entries"][0].update(versions=[]), "number 1, versions"),
    "one number twice": (
        lambda one: one["entries"][0]["versions"].append(one["entries"][0]["versions"][0]),
        "number 1, versions",
    ),
    "a key twice": (lambda one: one["entries"].append(one["entries"][0]), "“entries, key”"),
    "a key that is none": (lambda one: one["entries"][0].update(key="../x"), "number 1, key"),
    "a day to come": (
        lambda one: one["entries"][0].update(written_at="2099-01-01T00:00:00Z"),
        "number 1, written",
    ),
    "a time without a zone": (
        lambda one: one["entries"][0].update(written_at="2026-01-01T00:00:00"),
        "number 1, written",
    ),
    "the year 1": (
        lambda one: one["entries"][0].update(written_at="0001-01-01T00:00:00Z"),
        "number 1, written",
    ),
    "too many minutes": (lambda one: one["cpd"][0].update(minutes=10**9), "number 1, minutes"),
    "a record to come": (lambda one: one["cpd"][0].update(day="2030-01-01"), "number 1, day"),
    "entries that are no list": (lambda one: one.update(entries={"a": 1}), "“entries”"),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_value_that_cannot_be_is_named_by_its_place_and_nothing_is_kept(
    db: Session, client: FlaskClient, person: Person, bad: str
) -> None:
    change, place = BAD[bad]
    sent = log(entry("Sound."), cpd=(record(),))
    change(sent)
    answer = send(client, json.dumps(sent).encode())
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert place in page
    assert "Sound." not in page
    assert db.scalar(select(LogImport.person_id)) is None


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b"null",
        b"{}",
        b'{"format": "another"}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"PK\x03\x04 and no more",
        zipped("letter.txt", b"{}"),
        b"\x89PNG\r\n",
    ],
    ids=range(10),
)
def test_another_file_is_refused_with_what_to_choose(
    db: Session, client: FlaskClient, person: Person, content: bytes
) -> None:
    answer = send(client, content)
    assert answer.status_code == 422
    assert "This is not a file from “Take everything along”." in answer.get_data(as_text=True)
    assert db.scalar(select(LogImport.person_id)) is None


def test_no_file_and_a_newer_file_are_told_apart(client: FlaskClient, person: Person) -> None:
    assert "Choose the file first." in post(client, "/reflections/imports").get_data(as_text=True)
    newer = json.dumps({**log(), "version": 2}).encode()
    assert "a newer version of the platform" in send(client, newer).get_data(as_text=True)


def test_a_zip_that_unpacks_without_end_is_refused(client: FlaskClient, person: Person) -> None:
    bomb = zipped("reflections.json", b" " * (LARGEST + 1))
    assert len(bomb) < 100_000
    answer = send(client, bomb)
    assert answer.status_code == 413
    assert "holds more than a log can" in answer.get_data(as_text=True)


def test_what_waits_is_sealed_and_is_forgotten_after_a_day(
    db: Session, client: FlaskClient, person: Person, clock: StoppedClock
) -> None:
    send(client, json.dumps(log(entry("The heron."))).encode())
    waiting = db.execute(select(LogImport.sealed)).scalar_one()
    assert b"heron" not in waiting
    assert forget_imports(db, now=NOON + timedelta(hours=23)) == 0
    db.commit()
    clock.move(days=1)
    assert say_yes(client).status_code == 409
    assert forget_imports(db, now=clock.moment) == 1


def test_a_large_file_that_somebody_sends_is_on_no_disk(app: Flask) -> None:
    sent = {"file": (io.BytesIO(b"x" * 2_000_000), "log.zip")}
    with app.test_request_context(method="POST", data=sent):
        assert isinstance(request.files["file"].stream, io.BytesIO)


def test_entries_without_words_are_left_out_and_said_so(
    db: Session, client: FlaskClient, person: Person
) -> None:
    send(client, json.dumps(log(entry(""), entry("", "Later, words."))).encode())
    assert "1 reflection has no words" in words_of(client, "/reflections/imports/plan")
    say_yes(client)
    db.commit()
    assert kept_texts(db) == ["Later, words."]


def test_a_log_of_2000_entries_comes_in_with_few_statements(
    db: Session, client: FlaskClient, person: Person, count_statements: CountStatements
) -> None:
    send(client, json.dumps(log(*(entry(f"Number {one}.") for one in range(2_000)))).encode())
    with count_statements() as sent:
        assert say_yes(client).status_code == 302
    assert len(sent) < 40
    db.commit()
    assert len(kept_texts(db)) == 2_000

"""Files that are no sound log: none is brought in, and what is wrong is told."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.errors.imports import FileTooLarge
from app.reflections.models import LogImport
from app.reflections.queries.export.reading import MOST_MARKS, read_log
from app.reflections.queries.export.sent import LARGEST
from tests.browser_like import post
from tests.clock import NOON
from tests.reflections.cpd.logs import entry, log, record, send, zipped


def broken_lzma() -> bytes:
    """A ZIP packed in a way of its own, and broken."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as made:
        made.writestr("reflections.json", json.dumps(log()))
    packed = bytearray(file.getvalue())
    packed[60:70] = b"\xff" * 10
    return bytes(packed)


Change = Callable[[dict[str, Any]], object]
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
    "a record without a name": (lambda one: one["cpd"][0].update(title=" \n"), "number 1, title"),
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
        broken_lzma(),
    ],
    ids=range(11),
)
def test_another_file_is_refused_with_what_to_choose(
    db: Session, client: FlaskClient, person: Person, content: bytes
) -> None:
    answer = send(client, content)
    assert answer.status_code == 422
    assert "This is not a file from “Download everything”." in answer.get_data(as_text=True)
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


@pytest.mark.parametrize("value", ["{},", '"aa",'])
def test_a_small_zip_of_a_million_empty_things_is_refused_before_it_is_read(
    client: FlaskClient, person: Person, value: str
) -> None:
    many = value * (MOST_MARKS // 2)
    data = json.dumps({**log(), "x": []}).replace('"x": []', f'"x": [{many}0]').encode()
    assert len(data) < LARGEST
    with pytest.raises(FileTooLarge):
        read_log(data, now=NOON)
    assert send(client, zipped("reflections.json", data)).status_code == 413


def test_more_versions_than_anybody_writes_are_refused() -> None:
    data = json.dumps(log(entry("a", "b"), entry("c"))).encode()
    assert len(read_log(data, now=NOON, most_versions=3).entries) == 2
    with pytest.raises(FileTooLarge):
        read_log(data, now=NOON, most_versions=2)


def test_a_large_file_that_somebody_sends_is_on_no_disk(app: Flask) -> None:
    sent = {"file": (io.BytesIO(b"x" * 2_000_000), "log.zip")}
    with app.test_request_context(method="POST", data=sent):
        assert isinstance(request.files["file"].stream, io.BytesIO)

"""A log too large for one file is taken along in parts, and a part at a time is in memory."""

from __future__ import annotations

import tracemalloc
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker

from app.kit.cleaning import LARGEST
from app.kit.db import new_id
from app.people.models import Person
from app.reflections.queries.export.everything import whole_log
from app.reflections.rules.export.belongings import Places, TakenFile
from app.reflections.rules.export.parts import MOST_FILES, parts_of
from app.reflections.rules.export.whole import packed_log
from tests.browser_like import post
from tests.clock import NOON
from tests.make.cpd import make_record
from tests.make.reflections import make_reflection
from tests.progress.reading import html_of
from tests.reflections.cpd.belongings import fill_file
from tests.reflections.cpd.unpacking import data_of, everything, unpacked


def test_a_large_log_can_be_had_in_parts_that_hold_all_of_it_together(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    for name in ("c.wav", "d.wav"):
        fill_file(db, person, own, name, bytes(LARGEST - 1000))
    make_record(db, person, "Counted")
    db.commit()
    page = html_of(client, "/reflections/exports/new")
    assert "too large to be sent there at once" in page
    whole = data_of(everything(client))
    words = unpacked(post(client, "/reflections/exports", {"part": "words"}).data)
    assert sorted(words) == [f"reflections.{end}" for end in ("docx", "html", "json")]
    assert [one["file"] for one in data_of(words)["entries"][0]["attachments"]] == [None] * 4
    assert data_of(words)["cpd"] == whole["cpd"]
    found = list[str]()
    for form in page.split("<form")[1:]:
        ids = [part[:36] for part in form.split('name="file" value="')[1:]]
        if not ids:
            continue
        answer = post(client, "/reflections/exports", {"part": "2", "file": ids})
        assert "-files-2.zip" in answer.headers["Content-Disposition"]
        assert len(answer.data) < LARGEST + 100_000
        part = unpacked(answer.data)
        [entry] = data_of(part)["entries"]
        assert entry["versions"] == whole["entries"][0]["versions"]
        assert data_of(part)["cpd"] == []
        found += [one["file"] for one in entry["attachments"] if one["file"]]
        assert sorted(name for name in part if name.startswith("files/")) == sorted(
            one["file"] for one in entry["attachments"] if one["file"]
        )
    assert found == [one["file"] for one in whole["entries"][0]["attachments"]]


def test_taking_many_large_files_along_holds_one_of_them_in_memory(
    db: Session, sessions: sessionmaker[Session], person: Person
) -> None:
    size, count = 2_000_000, 12
    entry = make_reflection(db, person)
    for number in range(count):
        fill_file(db, person, entry, f"{number}.mp3", bytes(size))
    db.commit()
    log = whole_log(db, sessions, person)
    tracemalloc.start()
    sent = sum(len(piece) for piece in packed_log(log, made_at=NOON))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sent > size * count
    assert peak < size * 6


def test_files_are_dealt_out_to_parts_by_size_and_number() -> None:
    def file(size: int) -> TakenFile:
        facts = ("picture", "a.jpg", "image/jpeg", size, "", NOON, "files/a.jpg")
        return TakenFile(new_id(), new_id(), new_id(), *facts)

    def parts(*sizes: int) -> list[int]:
        return [len(ids) for ids in parts_of(file(size) for size in sizes)]

    half = LARGEST // 2
    assert parts() == []
    assert parts(LARGEST) == [1]
    assert parts(half, half, 1) == [2, 1]
    assert parts(half, LARGEST, half) == [1, 1, 1]
    assert parts(*[1] * (MOST_FILES + 1)) == [MOST_FILES, 1]


def test_each_file_has_a_place_of_its_own_that_every_system_takes() -> None:
    places = Places()
    day = NOON.date()
    found = [places.next(day, name) for name in ("a.jpg", "a.jpg", 'b:<>"|?*.jpg')]
    assert found == [
        "files/2027-01-20-01-a.jpg",
        "files/2027-01-20-02-a.jpg",
        "files/2027-01-20-03-b_______.jpg",
    ]

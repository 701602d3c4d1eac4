"""What belongs to entries is taken along: files, talks, features, where they began, who opened."""

from __future__ import annotations

import io
import tracemalloc
from typing import Any
from urllib.parse import unquote
from uuid import UUID

import pytest
from docx import Document
from flask.testing import FlaskClient
from sqlalchemy import insert, select
from sqlalchemy.orm import Session, sessionmaker

from app.kit.cleaning import LARGEST
from app.kit.db import new_id
from app.people.models import Person
from app.reflections.actions.features import say_feature
from app.reflections.actions.restore import restore_version
from app.reflections.actions.speak import keep_talk
from app.reflections.actions.versions import add_version
from app.reflections.models import DESCRIPTION, FILE, NAME, Attachment
from app.reflections.queries.export.everything import whole_log
from app.reflections.rules.export.belongings import Places, TakenFile
from app.reflections.rules.export.parts import MOST_FILES, parts_of
from app.reflections.rules.export.whole import packed_log
from app.reflections.rules.origins import FromStep
from app.reflections.rules.sharing import COHORT
from app.reflections.rules.spoken import Talk
from app.syllabus.models import FrameworkItem
from app.vault.actions import key_for_writing
from tests.browser_like import hidden_fields, post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.attachments import kept_files, make_attachment
from tests.make.cpd import make_record
from tests.make.files import make_wave
from tests.make.library import make_frameworks
from tests.make.progress import make_way
from tests.make.reflections import make_reflection
from tests.make.shares import Sharers
from tests.progress.reading import html_of, words_of
from tests.reflections.cpd.unpacking import Page, data_of, everything, taken, unpacked

PICTURE = "files/2027-01-20-01-the heron_ early.jpg"
SOUND = "files/2027-01-20-02-note.wav"


@pytest.fixture
def own(db: Session, person: Person) -> UUID:
    """An entry with a picture and a voice note."""
    made = make_reflection(db, person, "By the canal.")
    make_attachment(db, person, made, name="the heron? early.jpg", description="A <b>heron</b>")
    make_attachment(db, person, made, make_wave(), name="note.wav", description="")
    db.commit()
    return made


def test_pictures_and_voice_notes_lie_beside_the_page_and_are_found_from_it(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    make_attachment(db, person, make_reflection(db, person, "Another."), name="b.jpg")
    db.commit()
    said = words_of(client, "/reflections/exports/new")
    assert "your 3 pictures and voice notes" in said
    assert "in parts" not in said
    files = everything(client)
    held = [one.content for one in kept_files(db, person)]
    places = [PICTURE, SOUND, "files/2027-01-20-03-b.jpg"]
    assert [files[place] for place in places] == held
    page = Page(files["reflections.html"])
    links = [unquote(facts["href"] or "") for name, facts in page.tags if name == "a"]
    assert links == places
    assert "A <b>heron</b>" in page.words
    told = data_of(files)["entries"][0]["attachments"]
    assert [(one["file"], one["name"], one["description"]) for one in told] == [
        (PICTURE, "the heron? early.jpg", "A <b>heron</b>"),
        (SOUND, "note.wav", ""),
    ]
    assert told[0]["kind"] == "picture"
    assert told[0]["bytes"] == len(held[0])


def test_everything_is_in_the_document_too_with_real_headings(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    hostile = "a\x0bb <w:p/> & ]]> مرحبا\nsecond line"
    add_version(db, person, reflection_id=own, text=hostile, seen=1, now=NOON)
    make_record(db, person, "Counted", learned="Much.")
    db.commit()
    paper = Document(io.BytesIO(everything(client)["reflections.docx"]))
    assert paper.core_properties.title == f"The reflections of {person.name}"
    assert paper.core_properties.language == "en-GB"
    told = [(one.style.name, one.text) for one in paper.paragraphs if one.style]
    assert told[0] == ("Title", f"The reflections of {person.name}")
    assert [text for style, text in told if style == "Heading 1"] == [
        *("Reflections", "CPD record", "Shared", "Begun and not saved")
    ]
    for one in (
        ("Normal", "ab <w:p/> & ]]> مرحبا"),
        ("Normal", "second line"),
        ("Heading 3", "Version 1, Wednesday 20 January 2027, 12:00"),
        ("Normal", "By the canal."),
        ("List Bullet", f"Picture: the heron? early.jpg ({PICTURE}). A <b>heron</b>"),
        ("Heading 2", "Counted"),
        ("Heading 3", "What I learned"),
        ("Normal", "Nothing."),
    ):
        assert one in told


def tick(client: FlaskClient, record: UUID, *also: str) -> None:
    fields: dict[str, object] = {"year": "2026", "record": str(record)}
    post(client, "/cpd/ticks", fields | dict.fromkeys(also, str(record)))


def test_files_go_to_an_appraisal_only_where_they_are_ticked_with_the_words(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    record = make_record(db, person, "Counted", reflection=own)
    db.commit()
    assert "its 2 pictures and voice notes" in words_of(client, "/cpd/exports/new?year=2026")
    for also in ((), ("files",), ("reflection",)):
        tick(client, record, *also)
        page = html_of(client, "/cpd/exports/preview?year=2026")
        assert "/attachments/" not in page
        assert "Nobody has looked at the pictures" not in page
        files = taken(client)
        assert sorted(files) == ["cpd.docx", "cpd.html", "cpd.json"]
        assert "heron" not in b"".join(files.values()).decode("latin-1")
    tick(client, record, "reflection", "files")
    answer = client.get("/cpd/exports/preview?year=2026")
    assert answer.text.count("<audio") == 1
    assert "media-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "Nobody has looked at the pictures" in answer.text
    assert "A &lt;b&gt;heron" in answer.text
    files = taken(client)
    assert {PICTURE, SOUND} < files.keys()
    assert [one["file"] for one in data_of(files)["entries"][0]["attachments"]] == [PICTURE, SOUND]
    paper = "\n".join(one.text for one in Document(io.BytesIO(files["cpd.docx"])).paragraphs)
    for told in (paper, Page(files["cpd.html"]).words):
        assert "Picture: the heron? early.jpg" in told
        assert "A <b>heron</b>" in told


def test_a_file_that_was_added_since_the_look_is_shown_before_there_is_a_file(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    record = make_record(db, person, "Counted", reflection=own)
    db.commit()
    tick(client, record, "reflection", "files")
    fields = hidden_fields(html_of(client, "/cpd/exports/preview?year=2026"))
    make_attachment(db, person, own, description="Added later")
    db.commit()
    answer = post(client, "/cpd/exports", {"year": 2026, "mark": fields["mark"]})
    assert answer.status_code == 409
    assert "Added later" in answer.text


def test_a_talk_comes_out_as_a_talk_in_both_files(
    db: Session, client: FlaskClient, person: Person
) -> None:
    talk = Talk(NOON.date(), "group", 20)
    own = keep_talk(db, person, talk=talk, request_key=new_id(), now=NOON)
    record = make_record(db, person, "Counted", reflection=own)
    db.commit()
    tick(client, record, "reflection")
    sentence = (
        "On Wednesday 20 January 2027 I reflected out loud, in a group, for about 20 minutes."
    )
    assert sentence in words_of(client, "/cpd/exports/preview?year=2026")
    for files, page in ((everything(client), "reflections.html"), (taken(client), "cpd.html")):
        assert sentence in Page(files[page]).words
        assert data_of(files)["entries"][0]["spoken"] == {
            "day": "2027-01-20",
            "company": "group",
            "minutes": 20,
        }


def test_where_it_began_what_it_is_about_and_what_was_restored_are_taken_along(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    make_frameworks(db)
    step = way.steps["reflect"]
    own = make_reflection(db, way.person, "First.", begun_at=FromStep(step.id, way.cohort.slug))
    facts: dict[str, Any] = {"reflection_id": own, "now": NOON}
    add_version(db, way.person, text="Second.", seen=1, **facts)
    restore_version(db, way.person, number=1, **facts)
    [key, *_] = feature_keys(db)
    say_feature(db, way.person, reflection_id=own, key=key)
    db.commit()
    files = everything(sign_in(client, way.person))
    [entry] = data_of(files)["entries"]
    assert entry["origin"] == {
        "module": way.modules[0].key,
        "step": "reflect",
        "session": None,
    }
    assert [one["key"] for one in entry["features"]] == [key]
    assert [one["restored_from"] for one in entry["versions"]] == [None, None, 1]
    words = Page(files["reflections.html"]).words
    for told in (
        "at the step “Step reflect”",
        f"It is about: {entry['features'][0]['label']}.",
        "These are the words of version 1 again.",
    ):
        assert told in words


def feature_keys(db: Session) -> list[str]:
    """The keys of features that there are."""
    of_part = select(FrameworkItem.key).where(FrameworkItem.part == "features")
    return list(db.scalars(of_part.order_by(FrameworkItem.position)))


def test_who_opened_a_share_and_what_went_along_are_taken_along(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    people = Sharers(db)
    file = make_attachment(db, people.author, people.entry)
    shared = people.share(COHORT, files=frozenset({file}))
    sign_in(client, people.other).get(f"/shares/{shared}")
    files = everything(sign_in(client, people.author))
    [share] = data_of(files)["shares"]
    assert share["openings"] == [{"by": "Ola Other", "opened_at": NOON.isoformat()}]
    [entry] = data_of(files)["entries"]
    assert share["attachments"] == [one["key"] for one in entry["attachments"]]
    words = Page(files["reflections.html"]).words
    assert "Opened by Ola Other on Wednesday 20 January 2027, 12:00." in words
    assert "that went along: 1." in words


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


def fill_file(db: Session, person: Person, entry: UUID, name: str, content: bytes) -> None:
    """A recording on an entry, as it is kept, without the time that cleaning takes."""
    key, row = key_for_writing(db, person.id, now=NOON), new_id()
    db.execute(
        insert(Attachment).values(
            id=row,
            reflection_id=entry,
            request_key=new_id(),
            kind="sound",
            media_type="audio/wav",
            size=len(content),
            sealed=key.seal_bytes(content, FILE, row),
            sealed_name=key.seal(name, NAME, row),
            sealed_description=key.seal("", DESCRIPTION, row),
            added_at=NOON,
        )
    )


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

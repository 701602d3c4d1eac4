"""Everything of one's log in one file, of any length, and nothing of anybody else's."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from random import Random

from flask.testing import FlaskClient
from sqlalchemy import insert
from sqlalchemy.orm import Session, sessionmaker

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.actions.comment import comment_on
from app.reflections.actions.drafts import keep_draft
from app.reflections.actions.versions import add_version
from app.reflections.models import BEGINNING, TEXT, Reflection, ReflectionVersion
from app.reflections.queries.export.everything import whole_log
from app.reflections.rules.drafts import SentDraft
from app.reflections.rules.export.whole import packed_log
from app.vault.actions import key_for_writing
from tests.clock import NOON
from tests.conftest import CountStatements, SignIn
from tests.make.cpd import make_record
from tests.make.people import make_person
from tests.make.reflections import make_reflection
from tests.make.shares import PURPOSE, Sharers
from tests.progress.reading import words_of
from tests.reflections.cpd.unpacking import Page, data_of, everything, unpacked

HOSTILE = "<script>alert('x')</script> </div> مرحبا"


def test_a_new_person_gets_a_file_that_says_there_is_nothing(
    client: FlaskClient, person: Person
) -> None:
    files = everything(client)
    assert "Nothing." in Page(files["reflections.html"]).words
    assert [data_of(files)[key] for key in ("entries", "cpd", "shares", "drafts")] == [[]] * 4


def test_each_version_and_record_is_in_it_and_nothing_of_anybody_else(
    db: Session, client: FlaskClient, person: Person
) -> None:
    own = make_reflection(db, person, "What I thought first.")
    add_version(
        db,
        person,
        reflection_id=own,
        text="What I think now.",
        seen=1,
        now=NOON + timedelta(hours=1),
    )
    make_reflection(db, person, HOSTILE)
    thrown = make_reflection(db, person, "Thrown away.")
    db.get_one(Reflection, thrown).deleted_at = NOON
    make_record(db, person, "Counted", learned="Much.", reflection=own)
    make_reflection(db, make_person(db), "Not yours.")
    db.commit()
    assert "your 2 reflections, with each version" in words_of(client, "/reflections/exports/new")
    files = everything(client)
    data = data_of(files)
    texts = [[said["text"] for said in entry["versions"]] for entry in data["entries"]]
    assert texts == [["What I thought first.", "What I think now."], [HOSTILE]]
    assert data["entries"][0]["key"] == data["cpd"][0]["entry"]
    assert data["cpd"][0]["learned"] == "Much."
    page = Page(files["reflections.html"])
    assert "script" not in {name for name, _ in page.tags}
    for words in (HOSTILE, "What I thought first.", "What I think now.", "Counted", "Much."):
        assert words in page.words
    for words in ("Thrown away.", "Not yours."):
        assert words not in page.words
        assert words not in files["reflections.json"].decode()


def test_a_log_of_5000_entries_takes_a_bounded_number_of_statements(
    db: Session,
    sessions: sessionmaker[Session],
    person: Person,
    count_statements: CountStatements,
) -> None:
    fill(db, person, 5_000)
    with count_statements() as sent:
        pieces = list(packed_log(whole_log(db, sessions, person), made_at=NOON))
    # Three times through 5,000 versions, 200 at a time; records, shares and drafts; the zone, the
    # key and the names of files.
    assert len(sent) <= 3 * (5_000 // 200 + 1 + 3) + 3
    assert max(len(piece) for piece in pieces) < 500_000
    data = data_of(unpacked(b"".join(pieces)))
    assert [entry["versions"][0]["text"] for entry in data["entries"]] == [
        words_of_entry(number) for number in range(5_000)
    ]


def test_the_file_begins_to_come_before_all_of_the_log_is_read(
    db: Session,
    sessions: sessionmaker[Session],
    person: Person,
    count_statements: CountStatements,
) -> None:
    fill(db, person, 2_000)
    log = whole_log(db, sessions, person)
    with count_statements() as sent:
        first = list(islice(packed_log(log, made_at=NOON), 1))
    assert len(first[0]) >= 64 * 1024
    assert len(sent) < 2_000 // 200


def words_of_entry(number: int) -> str:
    """Words that differ in ways that pack badly."""
    return f"Entry {number}. {Random(number).randbytes(150).hex()}"


def fill(db: Session, person: Person, count: int) -> None:
    """Write many entries at once, a second apart."""
    key = key_for_writing(db, person.id, now=NOON)
    entries, versions = [], []
    for number in range(count):
        entry, version = new_id(), new_id()
        at = NOON + timedelta(seconds=number)
        text = words_of_entry(number)
        entries.append(
            {"id": entry, "person_id": person.id, "request_key": new_id(), "created_at": at}
        )
        versions.append(
            {
                "id": version,
                "reflection_id": entry,
                "number": 1,
                "sealed": key.seal(text, TEXT, version),
                "sealed_beginning": key.seal(text[:20], BEGINNING, version),
                "written_at": at,
            }
        )
    db.execute(insert(Reflection), entries)
    db.execute(insert(ReflectionVersion), versions)
    db.commit()


def test_what_was_shared_and_said_about_it_and_what_was_begun_are_in_it(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    sharers = Sharers(db)
    shared = sharers.share()
    comment_on(
        db,
        sharers.runner,
        share_id=shared,
        text="Thank you for the heron.",
        request_key=new_id(),
        now=NOON,
    )
    keep_draft(db, sharers.author, SentDraft(new_id(), "Begun on the bus"), now=NOON)
    db.commit()
    files = everything(sign_in(client, sharers.author))
    data = data_of(files)
    [share] = data["shares"]
    assert share["shared_with"] == sharers.runner.name
    assert share["purpose"] == PURPOSE
    assert share["entry"] == data["entries"][0]["key"]
    assert [(said["by"], said["text"]) for said in share["comments"]] == [
        (sharers.runner.name, "Thank you for the heron.")
    ]
    assert [draft["text"] for draft in data["drafts"]] == ["Begun on the bus"]
    words = Page(files["reflections.html"]).words
    for told in (PURPOSE, "Thank you for the heron.", "Begun on the bus"):
        assert told in words
    theirs = everything(sign_in(client, sharers.runner))
    assert b"heron" not in b"".join(theirs.values())

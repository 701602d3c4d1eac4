"""Bringing in a log: a look first, nothing twice, and all of it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.actions.imports import forget_imports
from app.reflections.actions.versions import add_version
from app.reflections.models import CpdRecord, LogImport, Reflection, ReflectionVersion
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.make.cpd import make_record
from tests.make.people import make_person
from tests.make.reflections import kept_texts, make_reflection
from tests.progress.reading import html_of, words_of
from tests.reflections.cpd.logs import entry, log, packed, say_yes, send
from tests.reflections.cpd.unpacking import data_of, everything, taken, tick

HOSTILE = "<script>alert('x')</script> {{ 7 * 7 }} مرحبا"
LATER = NOON + timedelta(hours=1)


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
    tick(client, [counted], [counted])
    files = taken(client)
    other = make_person(db)
    db.commit()
    sign_in(client, other)
    send(client, packed(files))
    say_yes(client)
    [line] = db.scalars(select(CpdRecord).where(CpdRecord.person_id == other.id))
    assert line.reflection_id is not None
    assert line.ticked


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

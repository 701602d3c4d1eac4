"""Counting something as learning on the pages: kept once, changed, and found by nobody else."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.models import CpdRecord
from app.reflections.views.cpd.records import NOT_OUT
from tests.browser_like import hidden_fields, post
from tests.clock import StoppedClock
from tests.make.cpd import make_record
from tests.make.people import make_person
from tests.progress.reading import html_of, words_of

SECRET = "the heron stood in the third doorway"


FORM: dict[str, object] = {
    "title": "A talk over tea",
    "day": "2027-01-10",
    "minutes": "45",
    "who": "others",
    "learned": "People tell more while walking.",
    "changed": "I walk to the door with them.",
}


def records(db: Session) -> list[CpdRecord]:
    db.commit()
    return list(db.scalars(select(CpdRecord).order_by(CpdRecord.id)))


def test_something_that_stands_alone_is_counted_and_can_be_read_and_changed(
    db: Session, client: FlaskClient, person: Person
) -> None:
    fields = hidden_fields(html_of(client, "/cpd/records/new"))
    answer = post(client, "/cpd/records/", {**FORM, "request_key": fields["request_key"]})
    assert answer.headers["Location"] == "/cpd/?year=2026"
    [kept] = records(db)
    assert (kept.day, kept.minutes, kept.participatory) == (date(2027, 1, 10), 45, True)
    assert (kept.thought_over, kept.ticked, kept.reflection_id) == (True, False, None)
    address = f"/cpd/records/{kept.id}"
    page = html_of(client, address)
    assert "People tell more while walking." in page
    assert "I walk to the door with them." in page
    post(client, address, {**FORM, "minutes": "50", "who": "alone", "learned": "", "changed": ""})
    db.expire_all()
    [changed] = records(db)
    assert (changed.minutes, changed.participatory, changed.thought_over) == (50, False, False)
    assert "A talk over tea" in words_of(client, "/cpd/?year=2026")


def test_the_same_form_sent_twice_is_counted_once(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key = str(new_id())
    for _ in range(2):
        assert post(client, "/cpd/records/", {**FORM, "request_key": key}).status_code == 302
    assert len(records(db)) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "Say in a few words what it was"),
        ({"title": "x" * 201}, "Use at most 200 characters here."),
        ({"minutes": ""}, "from 1 to 6,000"),
        ({"minutes": "0"}, "from 1 to 6,000"),
        ({"minutes": "an hour"}, "from 1 to 6,000"),
        ({"minutes": "6001"}, "from 1 to 6,000"),
        ({"minutes": "٣٠"}, "from 1 to 6,000"),
        ({"day": "yesterday"}, "Choose a day"),
        ({"day": "2027-01-22"}, "Choose a day that has been"),
        ({"day": "1989-12-31"}, "Choose a day that has been"),
        ({"learned": "x" * 5001}, "Use at most 5,000 characters here."),
        ({"who": "a cat"}, "Not a valid choice"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_typed_is_lost(
    db: Session, client: FlaskClient, person: Person, wrong: dict[str, object], said: str
) -> None:
    answer = post(client, "/cpd/records/", {**FORM, "changed": SECRET, **wrong})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in page
    assert SECRET in page
    assert records(db) == []


@pytest.mark.parametrize("end", ["", "/removal"])
def test_nobody_else_finds_a_record(
    db: Session, client: FlaskClient, person: Person, end: str
) -> None:
    theirs = make_record(db, make_person(db), SECRET)
    db.commit()
    for address in (f"/cpd/records/{theirs}{end}", f"/cpd/records/{new_id()}{end}"):
        assert client.get(address).status_code == 404
        answer = post(client, address, FORM)
        if end:
            # The same as for one that is out already.
            assert answer.location == "/cpd/"
            assert NOT_OUT in html_of(client, "/cpd/")
        else:
            assert answer.status_code == 404
    assert SECRET not in html_of(client, "/cpd/")
    assert len(records(db)) == 1


def test_no_column_of_the_database_holds_what_was_written(db: Session, person: Person) -> None:
    make_record(db, person, SECRET, learned=SECRET, changed=SECRET)
    [row] = records(db)
    values = [getattr(row, column.name) for column in CpdRecord.__table__.columns]
    assert SECRET.encode() not in b"".join(
        value if isinstance(value, bytes) else str(value).encode() for value in values
    )
    assert isinstance(row.id, UUID)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7 * 7 }}", "مرحبا 👩‍👧"])
def test_anything_can_be_written_and_is_shown_as_it_is(
    db: Session, client: FlaskClient, person: Person, text: str
) -> None:
    make_record(db, person, text, learned=text)
    db.commit()
    assert "<script>alert" not in html_of(client, "/cpd/")
    assert text in words_of(client, "/cpd/") or "&lt;script" in html_of(client, "/cpd/")


def test_what_another_window_wrote_is_shown_and_not_written_over(
    db: Session, client: FlaskClient, person: Person, clock: StoppedClock
) -> None:
    own = make_record(db, person)
    db.commit()
    address = f"/cpd/records/{own}"
    before = hidden_fields(html_of(client, address))["seen"]
    here = {**FORM, "learned": "Written in this window.", "seen": before}
    there = {**FORM, "learned": "Written in that window.", "seen": before}
    clock.move(minutes=1)
    assert post(client, address, there).status_code == 302
    answer = post(client, address, here)
    assert answer.status_code == 409
    for words in ("in another window", "Written in this window.", "Written in that window."):
        assert words in answer.text
    assert "Written in that window." in html_of(client, address)
    # Now they have seen both, and choose.
    clock.move(minutes=1)
    again = {**here, "seen": hidden_fields(answer.text)["seen"]}
    assert post(client, address, again).status_code == 302
    assert "Written in this window." in html_of(client, address)

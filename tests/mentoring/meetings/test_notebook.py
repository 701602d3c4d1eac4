"""The notebook is for the two alone, and nothing written in it is lost."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.kit.sealing import CannotOpen
from app.mentoring.actions.notebook import take_out_note, write_note
from app.mentoring.errors.together import NoteTooLong, NothingWritten
from app.mentoring.models import NotebookEntry, Pairing
from app.mentoring.queries.notebook import NotePlace, notebook_page
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.states import CLOSED, SUSPENDED
from tests.browser_like import hidden_fields
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.mentoring import Mentors, make_note

WORDS = "The heron came back.\n\nWe waited by the weir."


def at(pair: PairingPlace) -> str:
    return f"/mentoring/pairings/{pair.pairing.id}/notebook"


def rows(db: Session) -> list[NotebookEntry]:
    db.expire_all()
    return list(db.scalars(select(NotebookEntry)))


def test_both_read_what_one_wrote_and_the_database_does_not(
    db: Session, mentors: Mentors, pair: PairingPlace, as_person: As
) -> None:
    assert as_person(mentors.joan).post(at(pair), data={"text": WORDS}).status_code == 302
    for person in (mentors.joan, mentors.petra):
        page = as_person(person).get(at(pair)).text
        assert WORDS in page
        assert "Joan Longstreet, Wednesday 20 January 2027" in " ".join(
            page.replace('<span dir="auto">', "").replace("</span>", "").split()
        )
    [row] = rows(db)
    assert b"heron" not in row.sealed_words


def test_nobody_else_gets_the_key(db: Session, mentors: Mentors, pair: PairingPlace) -> None:
    make_note(db, pair, mentors.joan)
    for who in set(mentors.everybody) - {"member", "partner"}:
        with pytest.raises(LookupError):
            notebook_page(db, mentors.everybody[who], pair, 1)


def test_words_that_are_moved_to_another_entry_do_not_open(
    db: Session, mentors: Mentors, pair: PairingPlace
) -> None:
    one, two = (make_note(db, pair, mentors.joan, words) for words in ("One", "Two"))
    db.execute(
        update(NotebookEntry)
        .where(NotebookEntry.id == two.id)
        .values(sealed_words=one.sealed_words)
    )
    with pytest.raises(CannotOpen):
        notebook_page(db, mentors.petra, pair, 1)


def test_a_form_sent_twice_adds_one_entry(
    db: Session, mentors: Mentors, pair: PairingPlace, as_person: As
) -> None:
    client = as_person(mentors.joan)
    key = hidden_fields(client.get(at(pair)).text)["request_key"]
    for _ in range(2):
        client.post(at(pair), data={"text": WORDS, "request_key": key})
    assert len(rows(db)) == 1
    # Somebody goes back in their browser and writes on.
    for _ in range(2):
        client.post(at(pair), data={"text": f"{WORDS} And then.", "request_key": key})
    assert len(rows(db)) == 2


def test_a_form_that_has_expired_gives_the_words_back(
    db: Session, app: Flask, mentors: Mentors, pair: PairingPlace, as_person: As
) -> None:
    client = as_person(mentors.joan)
    app.config["WTF_CSRF_ENABLED"] = True
    answer = client.post(at(pair), data={"text": "Heron", "csrf_token": "old"})
    assert answer.status_code == 400
    assert "Heron" in answer.text
    assert rows(db) == []


def test_what_is_too_long_or_empty_comes_back(
    db: Session, mentors: Mentors, pair: PairingPlace, as_person: As
) -> None:
    client = as_person(mentors.joan)
    answer = client.post(at(pair), data={"text": "heron " * 900})
    assert answer.status_code == 422
    assert NoteTooLong.sentence in answer.text
    assert "heron heron" in answer.text
    answer = client.post(at(pair), data={"text": " \n "})
    assert NothingWritten.sentence in answer.text
    assert rows(db) == []


def test_one_takes_out_what_is_ones_own(
    db: Session, mentors: Mentors, pair: PairingPlace, as_person: As
) -> None:
    note = make_note(db, pair, mentors.joan)
    removal = f"{at(pair)}/{note.id}/removals"
    assert as_person(mentors.petra).post(removal).status_code == 404
    assert "Take it out" not in as_person(mentors.petra).get(at(pair)).text
    with pytest.raises(NotFound):
        take_out_note(db, NotePlace(pair, note), mentors.petra)
    assert as_person(mentors.joan).post(removal).status_code == 302
    assert rows(db) == []


@pytest.mark.parametrize(("state", "may_take_out"), [(CLOSED, True), (SUSPENDED, False)])
def test_when_it_is_over_or_on_hold_both_can_read_on(
    db: Session, mentors: Mentors, as_person: As, state: str, *, may_take_out: bool
) -> None:
    place = mentors.pairing(state)
    note = make_note(db, place, mentors.joan)
    client = as_person(mentors.joan)
    page = client.get(at(place)).text
    assert "The heron came back." in page
    assert "Add it" not in page
    assert ("Take it out" in page) is may_take_out
    assert client.post(at(place), data={"text": WORDS}).status_code == 404
    removed = client.post(f"{at(place)}/{note.id}/removals")
    assert (removed.status_code == 302) is may_take_out


def test_a_hold_that_comes_in_between_is_seen(
    db: Session, mentors: Mentors, pair: PairingPlace
) -> None:
    db.execute(update(Pairing).values(state=SUSPENDED, held_from="active"))
    with pytest.raises(Exception, match="on hold"):
        write_note(db, pair, mentors.joan, WORDS, request_key=new_id(), now=NOON)


def test_a_page_of_a_long_notebook_costs_no_more(
    db: Session,
    mentors: Mentors,
    pair: PairingPlace,
    count_statements: CountStatements,
) -> None:
    counts = []
    for many in (1, 30):
        for number in range(many):
            make_note(db, pair, mentors.petra, f"Note {number}")
        db.commit()
        with count_statements() as sent:
            page = notebook_page(db, mentors.joan, pair, 2)
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert (page.total, len(page.rows)) == (31, 11)

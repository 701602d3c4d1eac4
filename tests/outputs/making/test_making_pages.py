"""Facilitators put a report together in the browser, without scripts, and lose nothing."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.outputs.errors.making import NotesNeeded, PeopleNeeded, SessionDayNeeded
from app.outputs.models import KeyMessage, Output, Placement, SessionNote
from app.outputs.rules.gifts import MESSAGE
from app.outputs.rules.making import OUT, UNDER_MESSAGE
from app.people.models import Person
from tests.conftest import CountStatements
from tests.make.gatherings import make_gathering
from tests.make.making import make_message, make_note
from tests.make.outputs import HERON, Scene
from tests.outputs.pages import beside, form_on, send


@pytest.fixture
def output(scene: Scene, bea: Person) -> Output:
    """A report whose draft has words of Bea's."""
    scene.offer(bea, HERON)
    return scene.drafted()


@pytest.fixture
def here(scene: Scene, output: Output) -> str:
    """Where the report is put together."""
    return f"/cohorts/{scene.cohort.slug}/outputs/{output.id}"


def _words(scene: Scene, output: Output) -> UUID:
    return scene.selections(output)[0].contribution_id


def _note(facilitator: FlaskClient, here: str, session: UUID) -> TestResponse:
    """Notes of a session, written in the browser."""
    said = {"said": "We heard <b>doors</b>.", "differed": "When to meet."}
    facts = {"session": str(session), "held_on": "2027-01-04", "people": "12"}
    page = facilitator.get(f"{here}/notes/new")
    return send(facilitator, page, f"{here}/notes", **said, **facts)


def test_the_way_is_gone_from_notes_to_a_message_with_words_under_it(
    scene: Scene, output: Output, here: str, facilitator: FlaskClient, db: Session
) -> None:
    session = make_gathering(db, scene.cohort, title="Making sense", starts_at=scene.now())
    db.commit()
    page = facilitator.get(here)
    for step in ("Gather", "Make sense together", "Choose and group", "Authors say yes"):
        assert step in page.text
    assert "Making sense, 4 January 2027" in _note(facilitator, here, session.id).text
    note = db.scalars(select(SessionNote)).one()
    said = {"words": "Doors <i>stay</i> open.", "stands_on": "session", "note": str(note.id)}
    page = send(facilitator, facilitator.get(f"{here}/messages/new"), f"{here}/messages", **said)
    message = db.scalars(select(KeyMessage)).one()
    place = {f"place.{_words(scene, output)}": f"{UNDER_MESSAGE}{message.id}"}
    page = send(facilitator, page, f"{here}/groups", **place)
    assert "Saved. Make the draft again" in page.text
    page = facilitator.get(here)
    assert "Something was changed after this draft was made" in page.text
    send(facilitator, page, f"{here}/builds", purpose="draft")
    scene.build()
    told = facilitator.get(f"{here}/draft").text
    assert told.index("Doors &lt;i&gt;stay") < told.index(HERON)
    for words in (
        "We agreed on this in the session on 4 January 2027.",
        "We heard &lt;b&gt;doors&lt;/b&gt;.",
        "n = 10 people took part.",
    ):
        assert words in told


def test_all_that_notes_lack_is_said_in_one_round(here: str, facilitator: FlaskClient) -> None:
    page = facilitator.get(f"{here}/notes/new")
    lacks = (SessionDayNeeded, PeopleNeeded, NotesNeeded)
    refused = send(facilitator, page, f"{here}/notes", differed="When to meet.")
    assert refused.status_code == 422
    assert "When to meet." in refused.text
    assert [beside(refused, one.sentence) for one in lacks] == [1, 1, 1]
    # A day that cannot be read is told in the same round, and once.
    refused = send(facilitator, page, f"{here}/notes", held_on="soon")
    assert [beside(refused, one.sentence) for one in lacks] == [0, 1, 1]


def test_what_is_left_out_is_visible_to_facilitators(
    scene: Scene, output: Output, here: str, facilitator: FlaskClient
) -> None:
    words = _words(scene, output)
    page = facilitator.get(f"{here}/groups")
    page = send(facilitator, page, f"{here}/groups", **{f"place.{words}": OUT})
    assert "You leave out 1 of them." in page.text
    assert HERON in page.text
    assert "You leave out 1 of them." in facilitator.get(here).text


def test_a_page_from_before_somebody_else_saved_is_given_back_with_both(
    scene: Scene, output: Output, here: str, facilitator: FlaskClient, db: Session
) -> None:
    words, message = _words(scene, output), make_message(scene, output)
    old = facilitator.get(f"{here}/groups")
    send(
        facilitator,
        facilitator.get(f"{here}/groups"),
        f"{here}/groups",
        **{f"place.{words}": f"{UNDER_MESSAGE}{message}"},
    )
    page = send(facilitator, old, f"{here}/groups", **{f"place.{words}": OUT})
    assert page.status_code == 409
    assert "Saved now:</strong> Message 1: Doors stay open." in page.text
    assert f'<option value="{OUT}" selected>' in page.text
    send(facilitator, page, f"{here}/groups", **{f"place.{words}": OUT})
    assert db.scalars(select(Placement)).one().left_out


def test_two_facilitators_who_write_at_once_see_both_texts(
    scene: Scene, output: Output, here: str, facilitator: FlaskClient, db: Session
) -> None:
    message, note = make_message(scene, output), make_note(scene, output)
    for place, field, mine, theirs in (
        (f"{here}/messages/{message}", "words", "Mine, of doors.", "Theirs, of doors."),
        (f"{here}/notes/{note}", "said", "Mine, of notes.", "Theirs, of notes."),
    ):
        old = facilitator.get(place)
        filled = form_on(old, place) | ({"stands_on": ["people"]} if "messages" in place else {})
        filled |= {"held_on": ["2027-01-04"], "people": ["12"]}
        facilitator.post(place, data={**filled, field: theirs})
        page = facilitator.post(place, data={**filled, field: mine})
        assert page.status_code == 409
        assert theirs in page.text
        assert mine in page.text
        again = {**form_on(page, place), **filled, "version": "2", field: f"{theirs} {mine}"}
        assert facilitator.post(place, data=again).status_code == 302
    assert db.get_one(KeyMessage, message).words == "Theirs, of doors. Mine, of doors."
    assert db.get_one(SessionNote, note).said == "Theirs, of notes. Mine, of notes."


def test_messages_are_put_in_order_and_taken_away(
    scene: Scene, output: Output, here: str, facilitator: FlaskClient
) -> None:
    first, second, third = (
        make_message(scene, output, words) for words in ("One here.", "Two here.", "Three here.")
    )

    def order() -> list[str]:
        text = facilitator.get(f"{here}/groups").text
        words = ("One here.", "Two here.", "Three here.")
        return sorted(
            (w for w in words if f"<bdi>{w}" in text), key=lambda w: text.index(f"<bdi>{w}")
        )

    page = facilitator.get(f"{here}/groups")
    up = form_on(page, f"{here}/messages/{third}/positions")
    for _ in range(2):
        # Sent twice it moves once.
        facilitator.post(f"{here}/messages/{third}/positions", data=up)
    assert order() == ["One here.", "Three here.", "Two here."]
    old = form_on(page, f"{here}/messages/{second}/positions")
    assert (
        facilitator.post(f"{here}/messages/{first}/positions", data={**old, "to": "2"}).status_code
        == 409
    )
    page = facilitator.get(f"{here}/messages/{first}")
    send(facilitator, page, f"{here}/messages/{first}/removals")
    assert order() == ["Three here.", "Two here."]


def test_somebodys_message_is_taken_as_it_is(
    scene: Scene, output: Output, here: str, facilitator: FlaskClient
) -> None:
    said = scene.offer(scene.author("Cy Example"), "Leave the door open.", kind=MESSAGE)
    page = facilitator.get(f"{here}/groups")
    assert f"messages/new?from={said}" in page.text
    page = facilitator.get(f"{here}/messages/new?from={said}")
    assert "Leave the door open." in page.text
    page = send(facilitator, page, f"{here}/messages", stands_on="one")
    assert "This is message 1." in page.text
    assert facilitator.get(f"{here}/messages/new?from={_words(scene, output)}").status_code == 404


@pytest.mark.parametrize(
    ("place", "fields", "said"),
    [
        ("messages", {"words": "", "stands_on": "one"}, "Write the message"),
        ("messages", {"words": "w" * 201, "stands_on": "one"}, "Write the message"),
        ("messages", {"words": "Doors."}, "Choose how the group stands"),
        ("messages", {"words": "Doors.", "stands_on": "session"}, "Choose the notes"),
        ("messages", {"words": "Doors.", "stands_on": "poll", "poll": "x"}, "Choose the vote"),
        ("notes", {"said": "Doors.", "held_on": "2027-01-04", "people": "many"}, "how many people"),
        ("notes", {"said": "Doors.", "held_on": "2031-01-04", "people": "3"}, "today or before"),
        ("notes", {"said": " ", "held_on": "2027-01-04", "people": "3"}, "Write what was said"),
    ],
)
def test_what_cannot_be_saved_comes_back_with_a_sentence(
    here: str, facilitator: FlaskClient, place: str, fields: dict[str, str], said: str
) -> None:
    page = send(facilitator, facilitator.get(f"{here}/{place}/new"), f"{here}/{place}", **fields)
    assert page.status_code == 422
    assert said in page.text
    for value in fields.values():
        assert value.strip() in page.text


def test_the_pages_ask_the_database_as_often_for_many_words_as_for_one(
    scene: Scene,
    output: Output,
    here: str,
    facilitator: FlaskClient,
    count_statements: CountStatements,
) -> None:
    make_message(scene, output)
    make_note(scene, output)
    for place in ("", "/groups"):
        with count_statements() as before:
            facilitator.get(f"{here}{place}")
        for number in range(3):
            scene.offer(scene.author(f"Person {number}"), "More words here.")
            make_message(scene, output, f"Another {number}.")
        with count_statements() as after:
            facilitator.get(f"{here}{place}")
        assert len(after) <= len(before)


def test_only_those_who_run_the_cohort_put_its_reports_together(
    scene: Scene,
    output: Output,
    here: str,
    author: FlaskClient,
    stranger: FlaskClient,
    facilitator: FlaskClient,
    app: Flask,
) -> None:
    message, note = make_message(scene, output), make_note(scene, output)
    pages = ("groups", "messages/new", f"messages/{message}", "notes/new", f"notes/{note}")
    forms = (
        *("groups", "messages", f"messages/{message}", f"messages/{message}/positions"),
        *(f"messages/{message}/removals", "notes", f"notes/{note}", f"notes/{note}/removals"),
    )
    app.config["WTF_CSRF_ENABLED"] = False
    for browser in (author, stranger):
        assert {browser.get(f"{here}/{page}").status_code for page in pages} == {404}
        assert {browser.post(f"{here}/{form}").status_code for form in forms} == {404}
    # Nor by the address of another report.
    elsewhere = f"/cohorts/{scene.cohort.slug}/outputs/{scene.ask('Another').id}"
    others = {facilitator.get(f"{elsewhere}/{page}").status_code for page in (pages[2], pages[4])}
    assert others == {404}

"""Facilitators choose what goes in and group it; authors say yes to where their words stand."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.outputs.actions.answer import answer
from app.outputs.actions.arrange import place
from app.outputs.actions.ask import ask_for_build
from app.outputs.actions.messages import (
    Meant,
    change_message,
    take_message,
    write_message,
)
from app.outputs.actions.take_back import take_back
from app.outputs.errors import ShownChanged
from app.outputs.errors.making import ArrangedMeanwhile, NoteNeeded, PollNeeded
from app.outputs.models import KeyMessage, Output, Placement
from app.outputs.queries.approvals import asked_of_output
from app.outputs.queries.layouts import layout_of
from app.outputs.rules.gifts import MESSAGE
from app.outputs.rules.making import ONE, OUT, PEOPLE, POLL, SESSION, UNDER_MESSAGE
from tests.make.making import fresh, make_message, make_note, put
from tests.make.outputs import HERON, Scene, words_in

TEA = "Tea first, then talk."


def _draft(scene: Scene, output: Output) -> str:
    return words_in(scene.builds(output)[-1].document)


def _again(scene: Scene, output: Output) -> str:
    """The draft made anew; what it says."""
    with scene.sessions.begin() as db:
        ask_for_build(db, output_id=output.id, purpose="draft", asked_by_id=None, now=scene.now())
    scene.build()
    return _draft(scene, output)


def test_what_is_left_out_is_in_no_draft_and_no_edition_and_can_come_back(scene: Scene) -> None:
    bea, cy = scene.author("Bea Example"), scene.author("Cy Example")
    heron, tea = scene.offer(bea, HERON), scene.offer(cy, TEA)
    output = scene.drafted()
    scene.say(output, bea)
    scene.say(output, cy)
    put(scene, output, {heron: OUT, tea: ""})
    # It was left out after its author's yes, and the edition knows.
    shown = words_in(scene.edition(output).document)
    assert TEA in shown
    assert HERON not in shown
    assert HERON not in _again(scene, output)
    put(scene, output, {heron: ""})
    assert HERON in _again(scene, output)


def test_words_stand_under_their_message_and_a_move_asks_the_author_again(scene: Scene) -> None:
    bea = scene.author("Bea Example")
    heron = scene.offer(bea, HERON)
    output = scene.drafted()
    scene.say(output, bea)
    message = make_message(scene, output, "Birds are good company.")
    put(scene, output, {heron: f"{UNDER_MESSAGE}{message}"})
    # The yes was to words that stood elsewhere: silence now means left out.
    assert HERON not in words_in(scene.edition(output).document)
    told = _again(scene, output)
    assert told.index("Birds are good company.") < told.index(HERON)
    assert scene.selections(output)[0].answer == "waiting"
    scene.say(output, bea)
    assert HERON in words_in(scene.edition(output).document)


def test_a_message_that_is_changed_asks_those_under_it_again(scene: Scene, db: Session) -> None:
    bea = scene.author("Bea Example")
    heron = scene.offer(bea, HERON)
    output = scene.ask()
    message = make_message(scene, output)
    put(scene, output, {heron: f"{UNDER_MESSAGE}{message}"})
    scene.build()
    scene.say(output, bea)
    kept = db.get_one(KeyMessage, message)
    meant = Meant("Shut all doors.", PEOPLE)
    change_message(db, scene.facilitator, kept, meant, version=1, now=scene.now())
    db.commit()
    assert HERON not in words_in(scene.edition(output).document)
    assert "Shut all doors." in _again(scene, output)
    assert scene.selections(output)[0].answer == "waiting"


def test_two_facilitators_who_group_at_once_lose_nothing(scene: Scene, db: Session) -> None:
    heron = scene.offer(scene.author(), HERON)
    output = scene.ask()
    seen = fresh(scene, output).arrangement
    put(scene, output, {heron: OUT})
    with pytest.raises(ArrangedMeanwhile):
        place(db, scene.facilitator, output, places={heron: ""}, seen=seen, now=scene.now())
    db.rollback()
    assert db.get_one(Placement, (output.id, heron)).left_out


def test_a_message_names_what_it_stands_on(scene: Scene, db: Session) -> None:
    output = scene.ask()
    elsewhere = scene.ask("Another report")
    note = make_note(scene, elsewhere)
    for meant, refusal in (
        (Meant("Doors.", SESSION), NoteNeeded),
        (Meant("Doors.", SESSION, note_id=note), NoteNeeded),
        (Meant("Doors.", POLL, poll_id=new_id()), PollNeeded),
    ):
        with pytest.raises(refusal):
            write_message(db, scene.facilitator, output, meant, key=new_id(), now=scene.now())
        db.rollback()


def test_a_message_as_somebody_said_it_goes_when_they_take_it_back(
    scene: Scene, db: Session
) -> None:
    bea = scene.author("Bea Example")
    said = scene.offer(bea, HERON, kind=MESSAGE)
    other = scene.offer(scene.author("Cy Example"), TEA)
    output = scene.ask()
    taken = take_message(
        db,
        scene.facilitator,
        output,
        contribution_id=said,
        meant=Meant("", ONE),
        key=new_id(),
        now=scene.now(),
    )
    db.commit()
    put(scene, output, {other: f"{UNDER_MESSAGE}{taken}"})
    scene.build()
    told = _draft(scene, output)
    assert "A message as somebody said it" in told
    assert told.count(HERON) == 1
    with scene.sessions.begin() as own:
        take_back(own, scene.voice(said), now=scene.now())
    scene.build()
    told = _draft(scene, output)
    assert HERON not in told
    assert "A message as somebody said it" not in told
    assert TEA in told
    with scene.sessions() as look:
        layout = layout_of(look, output)
        assert layout.messages == []
        assert layout.under(other) == ""


def test_numbers_of_people_behind_words_move_by_eight_people_only(scene: Scene) -> None:
    authors = [scene.author(f"Person {number}") for number in range(9)]
    output = scene.ask()
    message = make_message(scene, output)
    for author in authors[:7]:
        put(scene, output, {scene.offer(author): f"{UNDER_MESSAGE}{message}"})
    scene.build()
    for author in authors[:7]:
        scene.say(output, author)
    scene.publish(output, scene.edition(output))
    for author in authors[7:]:
        put(scene, output, {scene.offer(author): f"{UNDER_MESSAGE}{message}"})
    _again(scene, output)
    for author in authors[7:]:
        scene.say(output, author)
    shown = words_in(scene.edition(output).document)
    assert "(n = fewer than 8)" in shown


def test_a_yes_to_words_that_were_moved_after_the_page_was_opened_is_refused(scene: Scene) -> None:
    bea = scene.author("Bea Example")
    heron = scene.offer(bea, HERON)
    output = scene.drafted()
    with scene.sessions() as db:
        (seen,) = asked_of_output(db, output.id)
    put(scene, output, {heron: f"{UNDER_MESSAGE}{make_message(scene, output)}"})
    _again(scene, output)
    with scene.sessions() as db, pytest.raises(ShownChanged):
        answer(db, bea, seen, says="yes", shown=seen.seen, now=scene.now())
    with scene.sessions.begin() as db:
        (fresh,) = asked_of_output(db, output.id)
        answer(db, bea, fresh, says="yes", shown=fresh.seen, now=scene.now())
    assert scene.selections(output)[0].answer == "yes"

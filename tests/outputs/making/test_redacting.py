"""Something is taken out of words with their author's yes alone, and is in nothing published."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.outputs.actions.redact import Wanted, answer_redaction, drop, suggest, take_out_of_own
from app.outputs.actions.take_back import take_back
from app.outputs.errors import WayNeeded
from app.outputs.errors.redaction import (
    InsteadNeeded,
    PieceNotThere,
    PieceOverlaps,
    PieceTwice,
    ReasonNeeded,
    WordsChanged,
)
from app.outputs.models import Contribution, Redaction
from app.outputs.queries.redactions import log_of
from app.outputs.rules.words import hash_of
from app.people.models import Person
from tests.make.making import make_suggestion_about
from tests.make.outputs import HERON, Scene, words_in

SHOWN = "The [a bird] came back on Tuesday."


def _answer(scene: Scene, by: Person, redaction_id: UUID, says: str = "yes", how: str = "") -> None:
    with scene.sessions.begin() as db:
        kept = db.get_one(Redaction, redaction_id)
        answer_redaction(db, by, kept, says=says, now=scene.now(), how=how)


def test_nothing_changes_before_the_authors_yes_and_then_all_pages_do(
    scene: Scene, bea: Person
) -> None:
    heron = scene.offer(bea, HERON)
    output = scene.published(bea)
    suggestion = make_suggestion_about(scene, heron, "heron")
    assert scene.voice(heron).words == HERON
    assert scene.editions(output)[-1].withdrawn_at is None
    _answer(scene, bea, suggestion)
    assert scene.voice(heron).words == SHOWN
    # What showed the words as they were is gone, and the author is asked about the new ones.
    assert scene.editions(output)[-1].document is None
    scene.build()
    assert scene.selections(output)[0].answer == "waiting"
    scene.say(output, bea)
    edition = scene.edition(output)
    told = words_in(edition.document)
    assert SHOWN in told
    assert "heron" not in told
    assert "Words in [brackets] stand for something that was taken out" in told
    # Nobody can try words until a hash fits: it is of what is shown, not of what is stored.
    manifest = json.dumps(edition.manifest)
    assert hash_of(SHOWN) in manifest
    assert hash_of(HERON) not in manifest
    scene.publish(output, edition)


def test_words_stay_verifiable_stored_text_with_agreed_brackets(scene: Scene, bea: Person) -> None:
    heron = scene.offer(bea, HERON)
    _answer(scene, bea, make_suggestion_about(scene, heron, "heron"))
    voice = scene.voice(heron)
    assert voice.is_true()
    assert hash_of(HERON) == voice.contribution.sha256
    # An agreed bracket does not hide that somebody changed the stored words.
    with scene.sessions.begin() as db:
        db.get_one(Contribution, heron).text = HERON.replace("Tuesday", "Monday")
    assert not scene.voice(heron).is_true()


def test_a_no_or_silence_changes_nothing_and_a_yes_can_be_taken_back(
    scene: Scene, bea: Person
) -> None:
    heron = scene.offer(bea, HERON)
    output = scene.published(bea)
    suggestion = make_suggestion_about(scene, heron, "heron")
    _answer(scene, bea, suggestion, "no")
    assert scene.voice(heron).words == HERON
    assert scene.editions(output)[-1].withdrawn_at is None
    _answer(scene, bea, suggestion, "yes")
    assert scene.voice(heron).words == SHOWN
    _answer(scene, bea, suggestion, "no")
    assert scene.voice(heron).words == HERON


def test_only_the_author_answers_or_somebody_who_says_how_they_read_it(
    scene: Scene, bea: Person
) -> None:
    suggestion = make_suggestion_about(scene, scene.offer(bea, HERON), "heron")
    for by, how in ((scene.facilitator, ""), (bea, "phone"), (scene.facilitator, "by pigeon")):
        with pytest.raises(WayNeeded):
            _answer(scene, by, suggestion, how=how)
    _answer(scene, scene.facilitator, suggestion, how="phone")
    with scene.sessions() as db:
        kept = db.get_one(Redaction, suggestion)
        assert (kept.answered_by_id, kept.answered_how) == (scene.facilitator.id, "phone")


def test_an_author_takes_something_out_themselves(scene: Scene, bea: Person, db: Session) -> None:
    heron = scene.offer(bea, HERON)
    key = new_id()
    for _ in range(2):
        with scene.sessions.begin() as own:
            wanted = Wanted("on Tuesday", "some day")
            take_out_of_own(own, bea, scene.voice(heron), wanted, key=key, now=scene.now())
    voice = scene.voice(heron)
    assert voice.words == "The heron came back [some day]."
    (line,) = log_of(db, voice)
    assert (line.by_author, line.redaction.state, line.piece) == (True, "yes", "on Tuesday")


def test_a_suggestion_about_words_that_changed_meanwhile_is_refused(
    scene: Scene, bea: Person, db: Session
) -> None:
    heron = scene.offer(bea, HERON)
    agreed = make_suggestion_about(scene, heron, "heron")
    waiting = make_suggestion_about(scene, heron, "Tuesday", "a day")
    _answer(scene, bea, agreed)
    with scene.sessions.begin() as own:
        kept = own.get_one(Contribution, heron)
        kept.text = "A gull came back on Tuesday."
        kept.sha256 = hash_of(kept.text)
    with pytest.raises(WordsChanged):
        _answer(scene, bea, waiting)
    # What was agreed was about other words.
    voice = scene.voice(heron)
    assert voice.words == "A gull came back on Tuesday."
    assert [line.is_open for line in log_of(db, voice)] == [False, False]


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (Wanted("goose", "a bird", "Why."), PieceNotThere),
        (Wanted("", "a bird", "Why."), PieceNotThere),
        (Wanted("heron", " [] ", "Why."), InsteadNeeded),
        (Wanted("heron", "a bird", " "), ReasonNeeded),
        (Wanted("a", "x", "Why."), PieceTwice),
        (Wanted("a", "x", "Why.", place=9), PieceTwice),
        (Wanted("heron came", "x", "Why."), PieceOverlaps),
    ],
)
def test_what_cannot_be_suggested_is_refused(
    scene: Scene, bea: Person, wanted: Wanted, refusal: type[Exception]
) -> None:
    heron = scene.offer(bea, HERON)
    make_suggestion_about(scene, heron, "heron")
    with scene.sessions() as db, pytest.raises(refusal):
        suggest(db, scene.facilitator, scene.voice(heron), wanted, key=new_id(), now=scene.now())


def test_one_of_several_places_is_meant(scene: Scene, bea: Person) -> None:
    heron = scene.offer(bea, HERON)
    with scene.sessions.begin() as db:
        wanted = Wanted("a", "x", "Why.", place=2)
        suggest(db, scene.facilitator, scene.voice(heron), wanted, key=new_id(), now=scene.now())
    with scene.sessions() as db:
        (line,) = log_of(db, scene.voice(heron))
        assert line.after == "The heron came b[x]ck on Tuesday."


def test_a_suggestion_taken_back_is_not_answered_any_more(scene: Scene, bea: Person) -> None:
    suggestion = make_suggestion_about(scene, scene.offer(bea, HERON), "heron")
    with scene.sessions.begin() as db:
        drop(db, db.get_one(Redaction, suggestion), now=scene.now())
    with pytest.raises(NotFound):
        _answer(scene, bea, suggestion)


def test_words_taken_back_leave_nothing_of_what_was_suggested(scene: Scene, bea: Person) -> None:
    heron = scene.offer(bea, HERON)
    make_suggestion_about(scene, heron, "heron")
    with scene.sessions.begin() as db:
        take_back(db, scene.voice(heron), now=scene.now())
    with scene.sessions() as db:
        assert db.scalars(select(Redaction)).all() == []

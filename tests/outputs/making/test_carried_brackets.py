"""What an author took out stays out when they change other words."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.kit.db import new_id
from app.outputs.actions.carry import carry_brackets
from app.outputs.actions.redact import Wanted, answer_redaction, take_out_of_own
from app.outputs.errors.redaction import PiecesRunTogether
from app.outputs.models import Contribution, Redaction
from app.outputs.rules.redaction import Cut, with_brackets
from app.outputs.rules.words import hash_of
from app.people.models import Person
from tests.make.making import make_suggestion_about
from tests.make.outputs import HERON, Scene
from tests.outputs.pages import beside, send


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("On Tuesday the heron came.", "On Tuesday the [a bird] came."),
        # What was taken out once is not shown because it stands there more often now.
        ("The heron saw a heron.", "The [a bird] saw a [a bird]."),
        ("It came back.", "It came back."),
    ],
)
def test_an_agreed_bracket_stays_wherever_the_same_piece_stands(
    scene: Scene, bea: Person, text: str, shown: str
) -> None:
    heron = scene.offer(bea, HERON)
    agreed = make_suggestion_about(scene, heron, "heron")
    waiting = make_suggestion_about(scene, heron, "came", "went")
    with scene.sessions.begin() as db:
        kept = db.get_one(Redaction, agreed)
        answer_redaction(db, bea, kept, says="yes", now=scene.now())
    with scene.sessions.begin() as db:
        words = db.get_one(Contribution, heron)
        carry_brackets(db, words, text)
        words.text, words.sha256 = text, hash_of(text)
    assert scene.voice(heron).words == shown
    with scene.sessions() as db:
        assert db.get_one(Redaction, waiting).of_sha256 == hash_of(HERON)


ANNA = "Anna said hi. Anna left."


def _take_out(scene: Scene, bea: Person, words: UUID, *wanted: Wanted) -> None:
    for one in wanted:
        with scene.sessions.begin() as db:
            take_out_of_own(db, bea, scene.voice(words), one, key=new_id(), now=scene.now())


def _put(scene: Scene, author: FlaskClient, words: UUID, text: str) -> TestResponse:
    """The author changes the words, as on their page."""
    place = f"/contributions/{words}/wordings"
    page = author.get(f"{place}/new")
    return send(author, page, place, text=text, title="Hi")


def test_two_places_of_one_name_stay_out_each_with_its_own_bracket(
    scene: Scene, bea: Person, author: FlaskClient, facilitator: FlaskClient
) -> None:
    words = scene.give(bea, text=ANNA, title="Hi")
    # Named last to first, so that no order of the rows helps.
    _take_out(scene, bea, words, Wanted("Anna", "she", place=2), Wanted("Anna", "a nurse", place=1))
    assert scene.voice(words).words == "[a nurse] said hi. [she] left."
    assert _put(scene, author, words, f"Well: {ANNA}").status_code == 200
    assert scene.voice(words).words == "Well: [a nurse] said hi. [she] left."
    _put(scene, author, words, f"{ANNA} Poor Anna! Annabel too.")
    assert scene.voice(words).words == ("[a nurse] said hi. [she] left. Poor [she]! [she]bel too.")
    assert "Anna" not in facilitator.get(f"/cohorts/{scene.cohort.slug}/outputs").text
    # Each of them is the author's own, and can be put back alone.
    log = author.get(f"/contributions/{words}/redactions").text
    assert log.count("“<bdi>Anna</bdi>” → ") == 4
    _put(scene, author, words, "Anna left.")
    assert scene.voice(words).words == "[a nurse] left."


def test_another_title_alone_leaves_every_bracket_where_it_was(
    scene: Scene, bea: Person, author: FlaskClient
) -> None:
    words = scene.give(bea, text=ANNA, title="Before")
    _take_out(scene, bea, words, Wanted("Anna", "she", place=2))
    _put(scene, author, words, ANNA)
    assert scene.voice(words).title == "Hi"
    assert scene.voice(words).words == "Anna said hi. [she] left."


def test_a_short_piece_inside_of_a_longer_one_is_out_with_it(
    scene: Scene, bea: Person, author: FlaskClient
) -> None:
    words = scene.give(bea, text="Anna Lee came. Anna left.", title="Hi")
    _take_out(scene, bea, words, Wanted("Anna Lee", "a nurse"), Wanted("Anna", "she", place=2))
    _put(scene, author, words, "So Anna left. Anna Lee came.")
    assert scene.voice(words).words == "So [she] left. [a nurse] came."


def test_pieces_that_run_into_each_other_are_said_on_the_form_and_nothing_is_shown(
    scene: Scene, bea: Person, author: FlaskClient
) -> None:
    words = scene.give(bea, text="Anna Lee lives in Lee Road.", title="Hi")
    _take_out(scene, bea, words, Wanted("Anna Lee", "a nurse"), Wanted("Lee Road", "a road"))
    refused = _put(scene, author, words, "I met Anna Lee Road.")
    assert refused.status_code == 422
    assert beside(refused, PiecesRunTogether.sentence) == 1
    assert "I met Anna Lee Road." in refused.text
    assert scene.voice(words).words == "[a nurse] lives in [a road]."


def test_what_was_taken_out_of_these_words_before_they_were_changed_stays_out_too(
    scene: Scene, bea: Person, author: FlaskClient
) -> None:
    first, second = "Ann Smith of Leeds helped.", "Ann Smith helped."
    words = scene.give(bea, text=first, title="Hi")
    _take_out(scene, bea, words, Wanted("Smith of Leeds", "somebody"))
    _put(scene, author, words, second)
    _take_out(scene, bea, words, Wanted("Ann Smith", "a nurse"))
    # The first words again: both pieces lie in them, and one runs into the other.
    refused = _put(scene, author, words, first)
    assert beside(refused, PiecesRunTogether.sentence) == 1
    assert scene.voice(words).words == "[a nurse] helped."


def test_of_two_pieces_that_begin_together_the_longer_one_is_out() -> None:
    cuts = [Cut(0, 3, "she"), Cut(0, 9, "a nurse")]
    assert with_brackets("Ann Smith helped.", cuts) == "[a nurse] helped."

"""What an author took out stays out when they change other words."""

from __future__ import annotations

import pytest

from app.outputs.actions.carry import carry_brackets
from app.outputs.actions.redact import answer_redaction
from app.outputs.models import Contribution, Redaction
from app.outputs.rules.words import hash_of
from app.people.models import Person
from tests.make.making import make_suggestion_about
from tests.make.outputs import HERON, Scene


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("On Tuesday the heron came.", "On Tuesday the [a bird] came."),
        # Nobody knows which of two was meant, and the author looks at it again anyway.
        ("The heron saw a heron.", "The heron saw a heron."),
        ("It came back.", "It came back."),
    ],
)
def test_an_agreed_bracket_stays_where_the_same_piece_stands_once(
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

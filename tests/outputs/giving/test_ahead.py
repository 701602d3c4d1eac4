"""A yes ahead: to exactly these words and this name, and only for as long as they stay."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.outputs.actions.reword import Wording, reword
from app.outputs.actions.take_back import take_back
from app.outputs.models import Consent
from app.people.models import Person
from tests.make.outputs import HERON, Scene, words_in


def test_a_yes_ahead_goes_into_an_edition_and_silence_does_not(scene: Scene) -> None:
    bea, cy = scene.author("Bea Example"), scene.author("Cy Example")
    scene.give(bea, "quote", HERON, check_first=False)
    scene.give(cy, "quote", "Silence is no yes.")
    output = scene.drafted()
    assert sorted((one.answer, one.is_ahead) for one in scene.selections(output)) == [
        ("waiting", False),
        ("yes", True),
    ]
    shown = words_in(scene.edition(output).document)
    assert HERON in shown
    assert "Silence is no yes." not in shown


def test_it_is_none_any_more_once_words_or_name_are_others(scene: Scene, db: Session) -> None:
    bea, cy = scene.author("Bea Example"), scene.author("Cy Example")
    words = scene.give(bea, "quote", HERON, check_first=False)
    named = scene.give(cy, "quote", "Tea first.", check_first=False)
    output = scene.drafted()
    voice = scene.voice(words)
    reword(db, voice, wording=Wording("The egret came."), seen=voice.state, now=scene.now())
    db.get_one(Person, cy.id).name = "Cy Changed"
    db.commit()
    scene.build()
    assert not scene.voice(words).has_yes_ahead
    assert not scene.voice(named).has_yes_ahead
    edition = words_in(scene.edition(output).document)
    assert "egret" not in edition
    assert "Tea first." not in edition
    assert {one.answer for one in scene.selections(output)} == {"waiting"}
    assert not any(one.is_ahead for one in scene.selections(output))


def test_whoever_said_yes_ahead_can_still_leave_it_out_or_take_it_back(
    scene: Scene, db: Session
) -> None:
    bea, cy = scene.author("Bea Example"), scene.author("Cy Example")
    scene.give(bea, "quote", HERON, check_first=False)
    gone = scene.give(cy, "quote", "Tea first.", check_first=False)
    output = scene.drafted()
    scene.say(output, bea, "no")
    take_back(db, scene.voice(gone), now=scene.now())
    db.commit()
    scene.build()
    shown = words_in(scene.edition(output).document)
    assert HERON not in shown
    assert "Tea first." not in shown


def test_what_is_not_sent_is_no_yes_ahead(scene: Scene, db: Session) -> None:
    scene.give(scene.author(), "quote")
    assert db.scalars(select(Consent.check_first)).all() == [True]

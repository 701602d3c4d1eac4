"""An author's yes, no or silence to a draft, and what each of them counts for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.outputs.actions.answer import answer
from app.outputs.actions.consents import change_consent
from app.outputs.errors import DraftNotReady, ShownChanged
from app.outputs.queries.approvals import asked_of_output
from app.people.models import Person
from tests.make.outputs import ALLOWED, Scene, words_in
from tests.outputs.taking_back import OTHER, SECRET, everywhere, two_offers


def test_silence_is_left_out(scene: Scene) -> None:
    bea, cy, _ = two_offers(scene)
    assert bea != cy
    output = scene.drafted()
    scene.say(output, cy)
    edition = scene.edition(output)
    assert SECRET not in words_in(edition.document)
    assert OTHER in words_in(edition.document)


def test_a_no_after_a_yes_takes_the_words_out_at_once(scene: Scene) -> None:
    bea, cy, _ = two_offers(scene)
    output = scene.published(bea, cy)
    scene.say(output, bea, "no")
    assert scene.editions(output)[0].withdrawn_at is not None
    scene.build()
    assert SECRET not in everywhere(scene, output)
    # A no is remembered: nobody asks again.
    assert {one.answer for one in scene.selections(output)} == {"yes", "no"}


def test_a_yes_counts_only_for_the_name_that_was_shown(scene: Scene, db: Session) -> None:
    bea, _, _ = two_offers(scene)
    output = scene.drafted()
    scene.say(output, bea)
    db.execute(update(Person).where(Person.id == bea.id).values(name="Bea Newname"))
    db.commit()
    edition = scene.edition(output)
    assert SECRET not in words_in(edition.document)
    assert [one.answer for one in scene.selections(output)] == ["waiting", "waiting"]
    scene.say(output, bea)
    assert "Bea Newname" in words_in(scene.edition(output).document)


def test_a_yes_to_something_that_changed_meanwhile_is_refused(scene: Scene, db: Session) -> None:
    bea, _, _ = two_offers(scene)
    output = scene.drafted()
    asked = next(one for one in asked_of_output(db, output.id) if one.author_id == bea.id)
    with pytest.raises(ShownChanged):
        answer(db, bea, asked, says="yes", shown="0" * 64, now=scene.now())
    with pytest.raises(NotFound):
        answer(db, bea, asked, says="perhaps", shown=asked.voice.shown_sha256, now=scene.now())


def test_a_yes_without_the_page_around_it_is_refused(scene: Scene, db: Session) -> None:
    bea, _, secret = two_offers(scene)
    output = scene.drafted()
    change_consent(
        db, scene.voice(secret), allowed=replace(ALLOWED, named_as="nobody"), now=scene.now()
    )
    db.commit()
    with pytest.raises(DraftNotReady):
        scene.say(output, bea)

"""A consent that is narrower than an output, or becomes so, keeps the words out of it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from app.outputs.actions.consents import change_consent
from tests.make.outputs import ALLOWED, Scene, words_in
from tests.outputs.taking_back import SECRET, everywhere, two_offers


def test_words_for_the_cohort_only_are_never_in_an_output(scene: Scene) -> None:
    scene.offer(scene.author(), SECRET, audience="cohort")
    output = scene.drafted()
    scene.edition(output)
    assert SECRET not in everywhere(scene, output)
    assert scene.selections(output) == []


def test_a_narrower_consent_takes_a_published_edition_down_and_asks_again(
    scene: Scene, db: Session
) -> None:
    bea, cy, secret = two_offers(scene)
    output = scene.published(bea, cy)
    change_consent(
        db, scene.voice(secret), allowed=replace(ALLOWED, named_as="nobody"), now=scene.now()
    )
    db.commit()
    scene.build()
    old, fresh = scene.editions(output)
    assert old.document is None
    assert SECRET not in words_in(fresh.document)
    assert sorted(one.answer for one in scene.selections(output)) == ["waiting", "yes"]
    scene.say(output, bea)
    assert SECRET in words_in(scene.edition(output).document)


def test_the_same_consent_again_changes_nothing(scene: Scene, db: Session) -> None:
    bea, cy, secret = two_offers(scene)
    output = scene.published(bea, cy)
    change_consent(db, scene.voice(secret), allowed=ALLOWED, now=scene.now())
    db.commit()
    assert scene.editions(output)[0].withdrawn_at is None

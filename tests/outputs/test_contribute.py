"""Offering words: only one's own, only to one's own cohort, exactly as written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound, Refusal
from app.outputs.actions.consents import change_consent
from app.outputs.actions.contribute import Picked, offer_words
from app.outputs.actions.take_back import take_back
from app.outputs.errors import (
    ConsentUnclear,
    DayIsOver,
    NothingPicked,
    NotJoined,
    OfferedBefore,
    TakenBack,
    TooLong,
)
from app.outputs.models import Contribution
from app.outputs.rules.allowed import Allowed
from app.outputs.rules.words import hash_of
from app.people.models import Person
from tests.conftest import CountStatements
from tests.make.outputs import ALLOWED, WORDS, Scene
from tests.make.people import make_person


def _offer(
    db: Session,
    scene: Scene,
    author: Person,
    reflection_id: UUID,
    *,
    picks: Sequence[int] = (0,),
    allowed: Allowed = ALLOWED,
    key: UUID | None = None,
) -> UUID:
    return offer_words(
        db,
        author,
        picked=Picked(reflection_id, 1, tuple(picks)),
        cohort_id=scene.cohort.id,
        allowed=allowed,
        request_key=key or new_id(),
        now=scene.now(),
    )


def test_the_words_are_kept_exactly_with_their_slices_and_hash(scene: Scene) -> None:
    kept = scene.contribution(scene.offer(scene.author(), picks=(0, 2)))
    assert kept.text == "We met at the allotment. […] Nobody wanted to go home!"
    assert [WORDS[start:end] for start, end in kept.slices] == [
        "We met at the allotment.",
        "Nobody wanted to go home!",
    ]
    assert kept.sha256 == hash_of(kept.text)


def test_sending_the_form_twice_offers_once_in_few_statements(
    scene: Scene, db: Session, count_statements: CountStatements
) -> None:
    author, key = scene.author(), new_id()
    entry = scene.reflection(author)
    with count_statements() as sent:
        first = _offer(db, scene, author, entry, key=key)
    assert len(sent) <= 5
    assert _offer(db, scene, author, entry, key=key) == first
    assert db.scalar(select(func.count()).select_from(Contribution)) == 1


def test_nobody_offers_words_of_somebody_elses_reflection(scene: Scene, db: Session) -> None:
    entry = scene.reflection(scene.author())
    with pytest.raises(NotFound):
        _offer(db, scene, scene.author("Cy Example"), entry)


def test_words_are_only_for_a_cohort_that_their_author_joined(scene: Scene, db: Session) -> None:
    stranger = make_person(db)
    db.commit()
    entry = scene.reflection(stranger)
    with pytest.raises(NotJoined):
        _offer(db, scene, stranger, entry)


@pytest.mark.parametrize(
    ("picks", "allowed", "refusal"),
    [
        ((), ALLOWED, NothingPicked),
        ((7,), ALLOWED, NothingPicked),
        ((0,), replace(ALLOWED, until=date(2027, 1, 19)), DayIsOver),
        ((0,), replace(ALLOWED, audience="everyone"), ConsentUnclear),
        ((0,), replace(ALLOWED, named_as="king"), ConsentUnclear),
    ],
)
def test_what_cannot_be_offered_is_refused_with_a_sentence(
    scene: Scene, db: Session, picks: tuple[int, ...], allowed: Allowed, refusal: type[Refusal]
) -> None:
    author = scene.author()
    entry = scene.reflection(author)
    with pytest.raises(refusal):
        _offer(db, scene, author, entry, picks=picks, allowed=allowed)


def test_very_long_words_are_refused(scene: Scene, db: Session) -> None:
    author = scene.author()
    entry = scene.reflection(author, "x" * 2001)
    with pytest.raises(TooLong):
        _offer(db, scene, author, entry)


def test_taking_back_empties_the_words_and_can_be_done_twice(scene: Scene, db: Session) -> None:
    offered = scene.offer(scene.author())
    take_back(db, scene.voice(offered), now=scene.now())
    db.commit()
    later = scene.clock.move(hours=1)
    take_back(db, scene.voice(offered), now=later)
    db.commit()
    voice = scene.voice(offered)
    assert (voice.contribution.text, voice.contribution.slices) == ("", [])
    assert voice.consent.withdrawn_at is not None
    assert voice.consent.withdrawn_at < later


def test_what_was_taken_back_cannot_be_allowed_again(scene: Scene, db: Session) -> None:
    offered = scene.offer(scene.author())
    take_back(db, scene.voice(offered), now=scene.now())
    db.commit()
    with pytest.raises(TakenBack):
        change_consent(db, scene.voice(offered), allowed=ALLOWED, now=scene.now())


def test_the_same_key_with_other_sentences_or_another_consent_is_told_and_not_dropped(
    db: Session, scene: Scene
) -> None:
    author, key = scene.author(), new_id()
    entry = scene.reflection(author)
    first = _offer(db, scene, author, entry, key=key)
    with pytest.raises(OfferedBefore):
        _offer(db, scene, author, entry, key=key, picks=(1,))
    with pytest.raises(OfferedBefore):
        _offer(db, scene, author, entry, key=key, allowed=replace(ALLOWED, named_as="nobody"))
    assert _offer(db, scene, author, entry, key=key) == first
    assert db.scalar(select(func.count()).select_from(Contribution)) == 1

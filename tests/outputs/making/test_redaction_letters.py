"""Whoever is asked about their words gets a letter, which holds none of them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.outputs.actions.redact import drop
from app.outputs.kinds import RedactionKind
from app.outputs.models import Redaction
from app.people.models import Person
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from tests.make.desks import desk_at
from tests.make.making import make_suggestion_about
from tests.make.outputs import HERON, Scene


def test_the_letter_says_where_to_look_and_lapses_when_nothing_waits(
    scene: Scene, bea: Person, db: Session
) -> None:
    suggestion = make_suggestion_about(scene, scene.offer(bea, HERON), "heron")
    letter = db.scalars(select(Letter).where(Letter.kind == "redaction")).one()
    assert (letter.person_id, letter.about_id) == (bea.id, suggestion)
    desk = desk_at(scene.now())
    draft = RedactionKind().prepare(db, [letter], desk)[letter.id]
    assert isinstance(draft, Draft)
    for words in (draft.subject, draft.body, draft.short):
        assert "heron" not in words
        assert "a bird" not in words
    assert "/contributions/" in draft.body
    assert "Nothing changes without your yes" in draft.body
    drop(db, db.get_one(Redaction, suggestion), now=scene.now())
    assert isinstance(RedactionKind().prepare(db, [letter], desk)[letter.id], Lapse)

"""A draft asks each author once, and holds what was written and nothing else."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.outputs.actions.ask import ask_for_build
from app.outputs.models import Contribution
from app.post.models import Letter
from tests.make.outputs import HERON, Scene, words_in


def test_a_draft_asks_each_author_by_one_letter(scene: Scene, db: Session) -> None:
    bea, cy = scene.author(), scene.author("Cy Example")
    scene.offer(bea, HERON)
    scene.offer(bea, "Tea first.")
    scene.offer(cy, "Then talk.")
    output = scene.drafted()
    letters = db.scalars(select(Letter).where(Letter.about_id == output.id)).all()
    assert sorted(letter.person_id for letter in letters) == sorted([bea.id, cy.id])
    assert [one.answer for one in scene.selections(output)] == ["waiting"] * 3


def test_a_draft_made_again_keeps_answers_and_writes_only_to_new_authors(
    scene: Scene, db: Session
) -> None:
    bea = scene.author()
    scene.offer(bea, HERON)
    output = scene.drafted()
    scene.say(output, bea)
    cy = scene.author("Cy Example")
    scene.offer(cy, "Then talk.")
    ask_for_build(db, output_id=output.id, purpose="draft", asked_by_id=None, now=scene.now())
    db.commit()
    scene.build()
    assert [one.answer for one in scene.selections(output)] == ["yes", "waiting"]
    letters = db.scalars(select(Letter.person_id).where(Letter.about_id == output.id)).all()
    assert sorted(letters) == sorted([bea.id, cy.id])


@pytest.mark.parametrize("change", [{"text": "The heron came back on Friday."}, {"sha256": "0"}])
def test_words_that_are_not_those_stored_are_left_out_and_it_is_said(
    scene: Scene, db: Session, change: dict[str, str]
) -> None:
    bea = scene.author()
    offered = scene.offer(bea, HERON)
    db.execute(update(Contribution).where(Contribution.id == offered).values(**change))
    db.commit()
    output = scene.drafted()
    (draft,) = scene.builds(output)
    assert "heron" not in words_in(draft.document)
    assert draft.work["left_out"] == 1


def test_words_changed_after_the_yes_are_left_out(scene: Scene, db: Session) -> None:
    bea = scene.author()
    offered = scene.offer(bea, HERON)
    output = scene.drafted()
    scene.say(output, bea)
    db.execute(update(Contribution).where(Contribution.id == offered).values(text="Never said."))
    db.commit()
    edition = scene.edition(output)
    assert "Never said." not in words_in(edition.document)
    assert "heron" not in words_in(edition.document)

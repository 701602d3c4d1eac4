"""Words taken back between selection, build, approval and publication stay out."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.gateways.ports.press import DOCX, PDF, XLSX, MadeFile
from app.kit.document import Document
from app.kit.prints import NO_PRINTS, Print
from app.outputs.errors import EditionGone
from app.outputs.models import OutputFile
from tests.make.outputs import Scene, words_in
from tests.make.press import PlainPress
from tests.outputs.taking_back import (
    OTHER,
    SECRET,
    everywhere,
    take_words_back,
    two_offers,
    whole_database,
)


def test_before_the_draft_the_words_are_not_even_chosen(scene: Scene) -> None:
    _, _, secret = two_offers(scene)
    output = scene.ask()
    take_words_back(scene, secret)
    scene.build()
    assert SECRET not in everywhere(scene, output)
    assert OTHER in everywhere(scene, output)
    assert len(scene.selections(output)) == 1


def test_between_draft_and_approval_the_question_and_the_draft_vanish(scene: Scene) -> None:
    _, _, secret = two_offers(scene)
    output = scene.drafted()
    assert SECRET in everywhere(scene, output)
    take_words_back(scene, secret)
    assert SECRET not in everywhere(scene, output)
    assert len(scene.selections(output)) == 1
    scene.build()
    assert SECRET not in everywhere(scene, output)
    assert OTHER in everywhere(scene, output)


def test_between_yes_and_edition_the_words_stay_out(scene: Scene) -> None:
    bea, cy, secret = two_offers(scene)
    output = scene.drafted()
    scene.say(output, bea)
    scene.say(output, cy)
    take_words_back(scene, secret)
    scene.build()
    edition = scene.edition(output)
    assert SECRET not in words_in(edition.document)
    assert OTHER in words_in(edition.document)


def test_between_edition_and_publication_it_is_refused_and_a_fresh_one_is_made(
    scene: Scene,
) -> None:
    bea, cy, secret = two_offers(scene)
    output = scene.drafted()
    scene.say(output, bea)
    scene.say(output, cy)
    edition = scene.edition(output)
    take_words_back(scene, secret)
    with pytest.raises(EditionGone):
        scene.publish(output, edition)
    scene.build()
    (fresh,) = scene.editions(output)
    assert fresh.id != edition.id
    assert SECRET not in words_in(fresh.document)
    assert scene.publish(output, fresh) == 1


def test_after_publication_the_words_are_in_no_row_and_a_new_edition_is_made(
    scene: Scene, db: Session
) -> None:
    bea, cy, secret = two_offers(scene)
    output = scene.published(bea, cy)
    take_words_back(scene, secret)
    (gone,) = scene.editions(output)
    assert gone.withdrawn_at is not None
    assert gone.document is None
    assert SECRET not in whole_database(db)
    assert db.scalars(select(OutputFile.edition_id)).all() == []
    scene.build()
    assert SECRET not in whole_database(db)
    _, fresh = scene.editions(output)
    assert fresh.number == 2
    assert OTHER in words_in(fresh.document)
    assert fresh.published_at is None


class TakingBackPress(PlainPress):
    """While it prints, somebody takes words back."""

    def __init__(self, scene: Scene, contribution_id: UUID, at: str) -> None:
        super().__init__()
        self._scene, self._at = scene, at
        self._waiting = [contribution_id]

    def make(
        self, document: Document, file_format: str, prints: Mapping[str, Print] = NO_PRINTS
    ) -> MadeFile:
        """Take the words back once, at one kind of file, and make it."""
        if file_format != self._at:
            return super().make(document, file_format, prints)
        for contribution_id in self._waiting:
            take_words_back(self._scene, contribution_id)
        self._waiting = []
        return super().make(document, file_format, prints)


@pytest.mark.parametrize("at", [PDF, DOCX, XLSX])
def test_words_taken_back_while_a_file_is_made_are_not_in_it(scene: Scene, at: str) -> None:
    bea, cy, secret = two_offers(scene)
    output = scene.drafted()
    scene.say(output, bea)
    scene.say(output, cy)
    scene.ask_edition(output)
    scene.build(TakingBackPress(scene, secret, at))
    (edition,) = scene.editions(output)
    assert SECRET not in everywhere(scene, output)
    assert OTHER in words_in(edition.document)

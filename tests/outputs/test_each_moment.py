"""At whatever moment words are taken back: afterwards they stand nowhere, and that is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.gateways.ports.press import MadeFile
from app.kit.document import Document
from app.kit.prints import NO_PRINTS, Print
from app.outputs.actions.build import build_all
from app.outputs.models import Consent, Output, TakenOut
from app.people.models import Person
from tests.clock import StoppedClock
from tests.make.outputs import Scene, words_in
from tests.make.press import PlainPress
from tests.outputs.taking_back import OTHER, take_words_back
from tests.reflections.privacy.kept import in_columns
from tests.reflections.privacy.marks import sentence

SECRET = sentence("taken")
# The looks at the clock of an edition's build: two at its visit, one for each stage.
STAGES = [f"look {number}" for number in range(4, 15)]
MOMENTS = ["offered", "drafted", "approved", *STAGES, "made", "published"]


class WordsPress(PlainPress):
    """A press whose files hold all the words."""

    def make(
        self, document: Document, file_format: str, prints: Mapping[str, Print] = NO_PRINTS
    ) -> MadeFile:
        """The content tree as bytes."""
        made = super().make(document, file_format, prints)
        return MadeFile(made.content + words_in(document.to_json()).encode())


class TakingBackClock(StoppedClock):
    """At one look at it, counted from 1, somebody takes words back."""

    def __init__(self, scene: Scene, words: UUID, look: int) -> None:
        super().__init__(scene.now())
        self._scene, self._words, self._left = scene, words, look

    def now(self) -> datetime:
        """The moment."""
        self._left -= 1
        if self._left == 0:
            take_words_back(self._scene, self._words)
        return super().now()

    @property
    def has_struck(self) -> bool:
        """Whether that look came."""
        return self._left <= 0


def until(scene: Scene, words: UUID, moment: str, authors: list[Person]) -> Output:
    """An output up to the moment at which the words are taken back."""
    output = scene.ask()
    if moment == "offered":
        take_words_back(scene, words)
    scene.build(WordsPress())
    if moment == "drafted":
        take_words_back(scene, words)
        scene.build(WordsPress())
    for author in authors:
        scene.say(output, author)
    if moment == "approved":
        take_words_back(scene, words)
        scene.build(WordsPress())
    scene.ask_edition(output)
    if moment in STAGES:
        clock = TakingBackClock(scene, words, int(moment.removeprefix("look ")))
        build_all(scene.sessions, WordsPress(), clock=clock)
        assert clock.has_struck
    scene.build(WordsPress())
    if moment == "made":
        take_words_back(scene, words)
        scene.build(WordsPress())
    scene.publish(output, scene.editions(output)[-1])
    if moment == "published":
        take_words_back(scene, words)
    return output


@pytest.mark.parametrize("moment", MOMENTS)
def test_words_taken_back_are_nowhere_and_that_is_kept(
    scene: Scene, engine: Engine, db: Session, client: FlaskClient, moment: str
) -> None:
    bea, cy = scene.author("Bea Example"), scene.author("Cy Example")
    words = scene.offer(bea, SECRET)
    scene.offer(cy, OTHER)
    output = until(scene, words, moment, [bea, cy])
    assert in_columns(engine) == {}
    scene.build(WordsPress())
    assert in_columns(engine) == {}
    newest = scene.editions(output)[-1]
    assert OTHER in words_in(newest.document)
    for ending in ("", ".pdf", ".docx", ".xlsx", ".json", "/manifest.json"):
        assert "quoxel" not in client.get(f"/outputs/{output.slug}/1{ending}").text
    assert "quoxel" not in client.get("/outputs/").text
    assert db.scalars(select(Consent.withdrawn_at).where(Consent.contribution_id == words)).one()
    (kept,) = db.scalars(select(TakenOut)).all()
    assert (kept.why, kept.editions) == ("taken_back", [1] if moment == "published" else [])

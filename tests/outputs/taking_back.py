"""Two authors of whom one takes the words back, and all places where those could still be."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import Base
from app.outputs.actions.take_back import take_back
from app.outputs.models import (
    Contribution,
    LibraryEntry,
    Output,
    OutputBuild,
    OutputEdition,
    OutputFile,
    RetoldAnswer,
    RetoldLine,
    Selection,
)
from app.people.models import Person
from app.post.models import Letter
from tests.make.outputs import HERON, Scene, words_in

SECRET = HERON
OTHER = "Tea first, then talk."


def two_offers(scene: Scene) -> tuple[Person, Person, UUID]:
    """Two authors; the id of the words that are about to be taken back."""
    bea, cy = scene.author("Bea Example"), scene.author("Cy Example")
    secret = scene.offer(bea, SECRET)
    scene.offer(cy, OTHER)
    return bea, cy, secret


def take_words_back(scene: Scene, contribution_id: UUID) -> None:
    """What the author does who does not want these words used any more."""
    with scene.sessions.begin() as db:
        take_back(db, scene.voice(contribution_id), now=scene.now())


def everywhere(scene: Scene, output: Output) -> str:
    """All that is stored about an output."""
    rows: list[OutputBuild | OutputEdition] = [*scene.builds(output), *scene.editions(output)]
    return "\n".join(words_in(row.document) for row in rows)


def whole_database(db: Session) -> str:
    """Every row of this room's tables as one text."""
    ours = (Contribution, OutputBuild, OutputEdition, Selection, OutputFile)
    tables: tuple[type[Base], ...] = (*ours, LibraryEntry, RetoldLine, RetoldAnswer, Letter)
    return "\n".join(str(row) for table in tables for row in db.execute(select(table.__table__)))

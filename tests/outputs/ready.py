"""An edition that is asked for, and the files that are kept."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.outputs.models import Output, OutputFile
from app.people.models import Person
from tests.make.outputs import HERON, Scene


def ready_to_make(scene: Scene, *, words: str = HERON) -> tuple[Output, Person]:
    """An output whose author said yes; its edition is asked for."""
    bea = scene.author()
    scene.offer(bea, words)
    output = scene.drafted()
    scene.say(output, bea)
    scene.ask_edition(output)
    return output, bea


def contents_of(db: Session) -> dict[str, bytes]:
    """The bytes of each file that is kept, by its format."""
    return {file.format: file.content for file in db.scalars(select(OutputFile))}

"""Makes editions in Easy Read and in other languages, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.kit.document import Heading
from app.outputs.actions.answer_retold import answer_retold, publish_retelling
from app.outputs.actions.retell import (
    Teller,
    Written,
    begin_retelling,
    write_easy_read,
    write_translation,
)
from app.outputs.models import Output, Retelling, RetoldAnswer
from app.outputs.queries.retellings import Source, newest_source, told_of
from app.outputs.queries.retold_answers import retold_place
from app.outputs.rules.consent import YES
from app.outputs.rules.easy_read import Line
from app.outputs.rules.retelling import EASY_READ, TRANSLATION, pieces_of
from app.people.models import Person
from tests.make.outputs import Scene


def source_in(db: Session, scene: Scene, output: Output) -> Source:
    """The newest edition of an output."""
    source = newest_source(db, output.id, now=scene.now())
    assert source is not None
    return source


def begin(db: Session, scene: Scene, output: Output, teller: Teller) -> Retelling:
    """A retelling of the newest edition, empty but for what an earlier one had."""
    source = source_in(db, scene, output)
    made = begin_retelling(db, scene.facilitator, source=source, teller=teller, now=scene.now())
    return db.get_one(Retelling, made)


def easy_read(scene: Scene, output: Output, lines: Sequence[Line]) -> UUID:
    """A published Easy Read edition; committed."""
    with scene.sessions.begin() as db:
        made = begin(db, scene, output, Teller(EASY_READ, "en", "Tess Teller"))
        source = source_in(db, scene, output)
        write_easy_read(db, made, source=source, lines=lines, seen=made.revision)
        publish_retelling(db, told_of(db, made), output=output, now=scene.now())
        return made.id


def translation(scene: Scene, output: Output, language: str, *, words: str) -> UUID:
    """A published translation of all quotes, and of the headings as `§` and the heading."""
    with scene.sessions.begin() as db:
        made = begin(db, scene, output, Teller(TRANSLATION, language, "Tess Teller"))
        source = source_in(db, scene, output)
        headings = {one.text for one in source.document.blocks if isinstance(one, Heading)}
        texts = {
            piece.position: Written(words if piece.source else f"§ {piece.text}")
            for piece in pieces_of(source.document, source.places)
            if piece.source or piece.text in headings
        }
        assert write_translation(db, made, source=source, texts=texts) == []
        publish_retelling(db, told_of(db, made), output=output, now=scene.now())
        return made.id


def answers_in(db: Session, retelling_id: UUID) -> dict[UUID, RetoldAnswer]:
    """What authors were asked in a retelling, by contribution."""
    return dict(told_of(db, db.get_one(Retelling, retelling_id)).answers)


def say_to_retold(
    scene: Scene, retelling_id: UUID, author: Person, contribution_id: UUID, says: str = YES
) -> None:
    """An author's answer to what is told of their words now; committed."""
    with scene.sessions.begin() as db:
        asked = answers_in(db, retelling_id)[contribution_id]
        place = retold_place(db, author, retold_id=asked.id, now=scene.now())
        assert place is not None
        answer_retold(db, author, place, says=says, shown=place.shown_sha256, now=scene.now())

"""Reads of one's own reflection to choose words from; nobody else's can be read here."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.outputs.rules.words import Span
from app.people.models import Person
from app.reflections.models import Reflection
from app.reflections.queries import Version, own_entry
from app.reflections.rules.sentences import sentences


@dataclass(frozen=True)
class Source:
    """One version of one's own reflection, and its sentences."""

    reflection: Reflection
    version: Version
    sentences: list[tuple[Span, str]]

    @property
    def spans(self) -> list[Span]:
        """The sentences as slices of the text, in order."""
        return [span for span, _ in self.sentences]

    @property
    def choices(self) -> list[tuple[int, str]]:
        """The sentences to tick: each with its place, counted from 0."""
        return [(place, words) for place, (_, words) in enumerate(self.sentences)]


def own_source(
    db: Session, actor: Person, *, reflection_id: UUID, number: int | None = None
) -> Source | None:
    """The actor's own reflection: the version with this number, or the newest. One statement."""
    entry = own_entry(db, actor, reflection_id=reflection_id, number=number)
    if entry is None:
        return None
    cuts = [((cut.start, cut.end), cut.text) for cut in sentences(entry.version.text)]
    return Source(entry.reflection, entry.version, cuts)

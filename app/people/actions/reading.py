"""How a person likes to read."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.kit.languages import ENGLISH, is_language
from app.people.errors import ReadingUnknown
from app.people.models import Person
from app.people.rules import SPACINGS, TEXT_SIZES


def choose_reading(
    db: Session, actor: Person, *, text_size: str, spacing: str, language: str
) -> None:
    """Keep the size and spacing of text that the actor likes, and their language (ISO 639-1).

    Raises: ReadingUnknown.
    """
    if not (text_size in TEXT_SIZES and spacing in SPACINGS):
        raise ReadingUnknown
    if language != ENGLISH and not is_language(language):
        raise ReadingUnknown
    actor.text_size = text_size
    actor.spacing = spacing
    actor.language = language
    db.flush()

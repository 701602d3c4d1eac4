"""Putting an edition into the library once anyone may read it."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import CohortPlace
from app.kit.document import Document
from app.outputs.models import LibraryEntry, Output, OutputEdition
from app.outputs.rules.findable import words_to_find
from app.outputs.rules.opening import opening_words
from app.people.models import Place


def shelve(db: Session, edition: OutputEdition, *, output: Output) -> None:
    """Let an edition be found by its words; twice is as once. Two statements."""
    document = Document.from_json(edition.document or {})
    places = db.scalars(
        select(Place.name)
        .join(CohortPlace, CohortPlace.place_id == Place.id)
        .where(CohortPlace.cohort_id == output.cohort_id)
    ).all()
    found = words_to_find(document, tuple(places))
    # English as English, and every other language, and every name, as it is written.
    words = func.to_tsvector("english", found).concat(func.to_tsvector("simple", found))
    db.execute(
        insert(LibraryEntry)
        .values(edition_id=edition.id, about=opening_words(document), words=words)
        .on_conflict_do_nothing()
    )

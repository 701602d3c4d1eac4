"""What stands on the picture that is shown where somebody puts a link to an edition."""

from __future__ import annotations

from app.kit.document import Document


def cover_of(document: Document, number: int) -> Document:
    """The first page of an edition alone: title, cohort and which edition it is; nobody's words."""
    edition = f"Edition {number}, {document.date_text}"
    return document.model_copy(update={"blocks": (), "date_text": edition})

"""What both pages about taking a piece out of words do with their form."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.outputs.errors.redaction import (
    InsteadNeeded,
    PieceNotThere,
    PieceOverlaps,
    PieceTwice,
    ReasonNeeded,
)
from app.outputs.forms.making import RedactionForm
from app.outputs.rules.redaction import clean_piece, places_of

FIELDS: dict[type[Refusal], str] = {
    PieceNotThere: "piece",
    PieceOverlaps: "piece",
    PieceTwice: "place",
    InsteadNeeded: "instead",
    ReasonNeeded: "reason",
}
AROUND = 30
"""Characters on each side of a piece, by which somebody knows which of them it is."""


def field_of(form: RedactionForm, refusal: Refusal) -> str | None:
    """Show a refusal beside the field that it is about, and say which that is."""
    field = FIELDS.get(type(refusal))
    if field:
        form[field].errors = [refusal.sentence]
    return field


def offer_places(form: RedactionForm, text: str) -> None:
    """Let somebody say which of several places they mean, each with what stands around it."""
    piece = clean_piece(form.piece.data or "")
    choices = [("", "Choose one")]
    for number, at in enumerate(places_of(text, piece), start=1):
        around = text[max(at - AROUND, 0) : at + len(piece) + AROUND]
        choices.append((str(number), f"Number {number}: … {' '.join(around.split())} …"))
    form.place.choices = choices

"""Where a refusal of what was written, or allowed, is shown in its form."""

from __future__ import annotations

from collections.abc import Sequence

from app.kit.cleaning import Unclean
from app.kit.errors import Refusal
from app.outputs.errors import (
    ConsentUnclear,
    DayIsOver,
    DayTooFar,
    FewFit,
    NameNeeded,
    OfferedBefore,
    RoleNeeded,
    WayNeeded,
)
from app.outputs.errors.giving import (
    AlternativeNeeded,
    NotAPicture,
    NotReadBack,
    PeopleUnclear,
    PictureNeeded,
    PictureTooLarge,
    TitleTooLong,
    TooManyPictures,
    WordsNeeded,
    WordsTooLong,
)
from app.outputs.errors.redaction import PiecesRunTogether
from app.web.forms import WebForm

FIELDS: dict[type[Refusal], str] = {
    WordsNeeded: "text",
    WordsTooLong: "text",
    PiecesRunTogether: "text",
    TitleTooLong: "title",
    PictureNeeded: "picture",
    PictureTooLarge: "picture",
    NotAPicture: "picture",
    TooManyPictures: "picture",
    Unclean: "picture",
    AlternativeNeeded: "description",
    PeopleUnclear: "people",
    RoleNeeded: "role",
    NameNeeded: "chosen_name",
    FewFit: "named_as",
    DayIsOver: "until",
    DayTooFar: "until",
    WayNeeded: "how",
    NotReadBack: "read_back",
}
CHOOSE_AGAIN = "Choose the picture again. Browsers do not keep a file when a form comes back."


def show_beside(form: WebForm, refusal: Refusal) -> int:
    """Show a refusal beside the field that it is about, or above them all; returns its status."""
    name = next((FIELDS[kind] for kind in FIELDS if isinstance(refusal, kind)), "")
    if name in form:
        form[name].errors = [refusal.sentence]
    else:
        form.form_errors.append(refusal.sentence)
    ask_for_the_picture(form)
    return refusal.status


def show_all(form: WebForm, refusals: Sequence[Refusal]) -> int:
    """Show each refusal beside its field, and what the form itself found; returns the status.

    Who reads, and which name goes with it: what was not chosen stands beside the choice already.
    """
    is_told = bool(form["audience"].errors or form["named_as"].errors)
    for refusal in refusals:
        if not (is_told and isinstance(refusal, ConsentUnclear)):
            show_beside(form, refusal)
    ask_for_the_picture(form)
    return refusals[0].status if refusals else Refusal.status


def ask_for_the_picture(form: WebForm) -> None:
    """Say that a picture was chosen which the form cannot give back."""
    if "picture" in form and form["picture"].data and not form["picture"].errors:
        form["picture"].errors = [CHOOSE_AGAIN]


def is_sent_again(refusal: Refusal) -> bool:
    """Whether the form needs another key, to offer something else with it."""
    return isinstance(refusal, OfferedBefore)

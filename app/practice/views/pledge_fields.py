"""The field that each refusal about pledges is shown beside."""

from __future__ import annotations

from collections.abc import Sequence

from app.kit.errors import Refusal
from app.practice.errors import pledges as errors
from app.web.forms import WebForm

FIELDS: dict[type[Refusal], str] = {
    errors.WhatNeeded: "what",
    errors.WhatTooLong: "what",
    errors.PartTooLong: "when",
    errors.KindNeeded: "kind",
    errors.ReadersNeeded: "seen_by",
    errors.PledgeCohortNeeded: "cohort",
    errors.TooManyPledges: "what",
    errors.SaidNeeded: "said",
    errors.AnswerTooLong: "words",
    errors.TooManyAnswers: "said",
    errors.PersonNeeded: "person",
    errors.WayNeeded: "via",
    errors.NoSuchPledge: "number",
    errors.NothingToChange: "what",
}


def show_beside(form: WebForm, refusal: Refusal) -> int:
    """Put a refusal beside its field, and say the status of the page.

    Raises: the refusal itself when the form has no field for it.
    """
    name = FIELDS.get(type(refusal), "")
    if name not in form:
        raise refusal
    form[name].errors = [refusal.sentence]
    return refusal.status


def show_all(form: WebForm, refusal: Refusal, others: Sequence[Refusal]) -> int:
    """The same for all that a form lacks in one round; the status is that of the first.

    Raises: what `show_beside` raises for the first.
    """
    status = show_beside(form, refusal)
    for other in others:
        show_beside(form, other)
    return status

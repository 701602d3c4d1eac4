"""Reading the forms of a knowledge check, whose questions come from the course, and of paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.progress.actions.answer import Chosen
from app.progress.actions.paper import Sheet
from app.web.context import request_key

FIELD = "answer-"
"""Goes before a question's key to make the name of its field."""


def chosen_in(form: Mapping[str, str]) -> Chosen:
    """What was chosen in a sent form."""
    options = {
        name.removeprefix(FIELD): value for name, value in form.items() if name.startswith(FIELD)
    }
    return Chosen(options, form.get("check") or None, request_key(form.get("request_key")))


def ticked_in(form: Mapping[str, str]) -> dict[str, str]:
    """What is ticked on a paper; a question that was left empty is not among it."""
    return {question: option for question, option in chosen_in(form).options.items() if option}


def sheet_in(form: Mapping[str, str], *, how: str = "", on: date | None = None) -> Sheet:
    """How something came and its day, as a form or an address says; `how` and `on` if it does not.

    A day that cannot be read is None.
    """
    day = form.get("on")
    return Sheet(
        form.get("how", how),
        on if day is None else _day(day),
        request_key(form.get("request_key")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None

"""Reading the form of a knowledge check, whose questions come from the course."""

from __future__ import annotations

from collections.abc import Mapping

from app.progress.actions.answer import Chosen
from app.web.context import request_key

FIELD = "answer-"
"""Goes before a question's key to make the name of its field."""


def chosen_in(form: Mapping[str, str]) -> Chosen:
    """What was chosen in a sent form."""
    options = {
        name.removeprefix(FIELD): value for name, value in form.items() if name.startswith(FIELD)
    }
    return Chosen(options, form.get("check") or None, request_key(form.get("request_key")))

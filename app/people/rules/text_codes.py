"""What a code in a text is good for."""

from __future__ import annotations

import re
from datetime import timedelta

LASTS = timedelta(minutes=10)
MOST_TRIES = 5
# What a number is marked for, so that the mark is worth nothing elsewhere.
PHONE = "phone of a code"
# The text with a code that shows whose phone it is; it lets nobody in.
PHONE_CODE = "phone_code"
# Numbers that asked are forgotten after this.
KEPT = timedelta(days=1)

_code = re.compile(r"\d{6}")


def clean_code(typed: str) -> str | None:
    """The six figures, however they were spaced; None when it is no code."""
    figures = "".join(typed.replace("-", " ").split())
    return figures if figures.isascii() and _code.fullmatch(figures) else None

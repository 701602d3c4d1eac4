"""What a code in a text is good for."""

from __future__ import annotations

import re
from datetime import timedelta
from hashlib import sha256

LASTS = timedelta(minutes=10)
MOST_TRIES = 5
# Numbers that asked are forgotten after this.
KEPT = timedelta(days=1)

_code = re.compile(r"\d{6}")


def hash_of(phone: str) -> str:
    """What is kept of a number in its plain form."""
    return sha256(phone.encode()).hexdigest()


def clean_code(typed: str) -> str | None:
    """The six figures, however they were spaced; None when it is no code."""
    figures = "".join(typed.replace("-", " ").split())
    return figures if figures.isascii() and _code.fullmatch(figures) else None

"""The marks that spreadsheets leave in a cell."""

from __future__ import annotations

import re

from app.cohorts.rules.pasted import PLAIN

# Marks at which a program may run what is in a cell.
STARTS_A_FORMULA = ("=", "+", "-", "@")
# What people write to make Excel keep a nought: ="07700900123".
KEPT_AS_TEXT = re.compile(r'\A="([^"]*)"\Z')
# Excel's own mark for "this is text", also in front of what our own files made harmless.
MARKED_AS_TEXT = re.compile(r"\A'(?=[=+\-@\d])")


def clean_cell(cell: str) -> str:
    """A cell without the marks that spreadsheets and copying leave in it; lines stay."""
    text = cell.translate(PLAIN).replace("\r\n", "\n").replace("\r", "\n")
    text = "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
    inner = KEPT_AS_TEXT.match(text)
    text = inner.group(1).strip() if inner else text
    return MARKED_AS_TEXT.sub("", text)

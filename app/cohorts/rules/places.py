"""Codes of the NHS Organisation Data Service (ODS), by their form."""

from __future__ import annotations

import re
from dataclasses import dataclass

NORTH_POLE = 90
DATE_LINE = 180
# A hundred metres: a place is a neighbourhood, and nobody's home.
PLACES_AFTER_POINT = 3


@dataclass(frozen=True)
class CodeForm:
    """What the codes of one kind of place look like, and the sentence that says so."""

    form: re.Pattern[str]
    sentence: str


PCN_CODE = CodeForm(
    re.compile(r"U\d{5}"),
    "The ODS code of a Primary Care Network is a U and five digits, like U12345.",
)
PRACTICE_CODE = CodeForm(
    re.compile(r"[A-Z]\d{5}"),
    "The ODS code of a GP practice is a letter and five digits, like A12345.",
)
OTHER_CODE = CodeForm(
    re.compile(r"[A-Z0-9]{3,8}"),
    "An ODS code has 3 to 8 letters and digits, like RX123. Leave this empty if there is none.",
)
CODES = {"pcn": PCN_CODE, "practice": PRACTICE_CODE}


def code_form(kind: str) -> CodeForm:
    """What the code of a place of this kind looks like."""
    return CODES.get(kind, OTHER_CODE)


def clean_code(text: str) -> str:
    """A code in capitals and without spaces, of whatever kind; empty stays empty."""
    return "".join(text.split()).upper()


def fits(code: str, kind: str) -> bool:
    """Whether a clean code has the form that the codes of this kind have."""
    return code.isascii() and code_form(kind).form.fullmatch(code) is not None


def read_position(text: str) -> tuple[float, float] | None:
    """The two numbers of a point on the earth, as maps show them; None for an empty text.

    Degrees to the north and to the east, such as `53.4808, -2.2426`.
    Raises: ValueError for anything else.
    """
    if not text.strip():
        return None
    numbers = [float(part) for part in text.replace("\N{MINUS SIGN}", "-").split(",")]
    north, east = numbers
    if not (abs(north) <= NORTH_POLE and abs(east) <= DATE_LINE):
        message = "not on the earth"
        raise ValueError(message)
    return round(north, PLACES_AFTER_POINT), round(east, PLACES_AFTER_POINT)


def say_position(north: float | None, east: float | None) -> str:
    """The same as it is typed; empty where there is none."""
    return "" if north is None or east is None else f"{north:g}, {east:g}"

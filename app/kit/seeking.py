"""Looking for somebody by a part of their name."""

from __future__ import annotations

import unicodedata

from sqlalchemy import ColumnElement, ColumnExpressionArgument, func

LONGEST_SOUGHT = 60
# Letters that no rule takes apart, and the marks that come in place of a plain one.
PLAIN = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "’": "'"}
PLAIN |= {"‘": "'", "ʼ": "'", "‐": "-", "\u2011": "-", "–": "-"}
ACCENTS = "[\u0300-\u036f]"


def clean_sought(typed: str, longest: int = LONGEST_SOUGHT) -> str:
    """A part of a name as it is looked for: one space between words, nothing the store refuses."""
    return " ".join(typed.replace("\0", "").split())[:longest]


def plain_letters(text: str) -> str:
    """A text without its accents: `Siân` is `Sian`, and `Łukasz` is `Lukasz`."""
    taken_apart = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in taken_apart if not "\u0300" <= letter <= "\u036f")
    return bare.translate(str.maketrans("".join(PLAIN), "".join(PLAIN.values())))


def has_in_name(name: ColumnExpressionArgument[str], sought: str) -> ColumnElement[bool]:
    """Whether this stands in a name, whatever accents and capitals either is written with."""
    bare = func.regexp_replace(func.pg_catalog.normalize(name, "NFKD"), ACCENTS, "", "g")
    plain = func.translate(bare, "".join(PLAIN), "".join(PLAIN.values()))
    return plain.icontains(plain_letters(sought), autoescape=True)

"""Looking for somebody by a part of their name."""

from __future__ import annotations

from sqlalchemy import ColumnElement, ColumnExpressionArgument, func

from app.kit.plain import PLAIN, plain_letters

LONGEST_SOUGHT = 60
ACCENTS = "[\u0300-\u036f]"


def clean_sought(typed: str, longest: int = LONGEST_SOUGHT) -> str:
    """A part of a name as it is looked for: one space between words, nothing the store refuses."""
    return " ".join(typed.replace("\0", "").split())[:longest]


def has_in_name(name: ColumnExpressionArgument[str], sought: str) -> ColumnElement[bool]:
    """Whether this stands in a name, whatever accents and capitals either is written with."""
    bare = func.regexp_replace(func.pg_catalog.normalize(name, "NFKD"), ACCENTS, "", "g")
    plain = func.translate(bare, "".join(PLAIN), "".join(PLAIN.values()))
    return plain.icontains(plain_letters(sought), autoescape=True)

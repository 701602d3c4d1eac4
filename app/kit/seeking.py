"""Looking for somebody by a part of their name."""

from __future__ import annotations

from sqlalchemy import ColumnElement, ColumnExpressionArgument, func

from app.kit.plain import LONGEST_SOUGHT, PLAIN, clean_sought, plain_letters

__all__ = ["LONGEST_SOUGHT", "clean_sought", "has_in_name"]

ACCENTS = "[\u0300-\u036f]"


def has_in_name(name: ColumnExpressionArgument[str], sought: str) -> ColumnElement[bool]:
    """Whether this stands in a name, whatever accents and capitals either is written with."""
    bare = func.regexp_replace(func.pg_catalog.normalize(name, "NFKD"), ACCENTS, "", "g")
    plain = func.translate(bare, "".join(PLAIN), "".join(PLAIN.values()))
    return plain.icontains(plain_letters(sought), autoescape=True)

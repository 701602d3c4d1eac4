"""All addresses and forms as one description that tools for made-up requests read (OpenAPI 3.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from tests.anything.forms import Found
from tests.reflections.privacy.walk import NAMES

JSON = dict[str, Any]
# What people and programs type where something else is meant; each has been a fault somewhere.
HOSTILE = (
    "",
    " ",
    "0",
    "-1",
    "9" * 400,
    "99999999999999999999",
    "1e999",
    "NaN",
    "١٢٣",
    "2027-02-30",
    "0000-00-00",
    "9999-12-31",
    "2027-01-20T25:61",
    "24:00",
    "00000000-0000-0000-0000-000000000000",
    "\x00",
    "a\x00b",
    "\r\nSet-Cookie: a=b",
    "=HYPERLINK(1)",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "%00%zz",
    "../../etc/passwd",
    "//evil.example",
    "' OR 1=1 --",
    "\u202e\ufeff\u0301",
    "😀" * 300,
    "x" * 25_000,
    "a@b",
    "+44" + "7" * 40,
)
MOST_OFFERED = 12


def describe(paths: Mapping[str, JSON]) -> JSON:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Every address and every form", "version": "1"},
        "paths": dict(paths),
    }


def address_of(rule: str) -> str:
    """An address with its words in braces."""
    return NAMES.sub(lambda found: "{" + found[1] + "}", rule)


def words_of(rule: str, known: Mapping[str, Sequence[str]], *, strange: bool = False) -> list[JSON]:
    """The words of an address: what they can be, or anything at all."""
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": _anything([]) if strange else {"enum": list(known[name])},
        }
        for name in NAMES.findall(rule)
    ]


def question(fields: Mapping[str, AbstractSet[str]]) -> list[JSON]:
    """What stands behind the question mark."""
    return [
        {"name": name, "in": "query", "schema": _anything(sorted(offered))}
        for name, offered in sorted(fields.items())
    ]


def body_of(found: Found, *, strange: bool = False) -> JSON:
    """The fields of a form: all with what a page offers, or each missing, doubled, or anything."""
    fields: JSON = {}
    for name, offered in sorted(found.fields.items()):
        values = sorted(offered)
        one = _anything(values) if strange else {"enum": values[:MOST_OFFERED]}
        many = {"type": "array", "items": one, "maxItems": 3}
        fields[name] = {"anyOf": [one, many]} if strange else one
    for name in found.files:
        fields[name] = {"type": "string", "format": "binary"}
    kind = "multipart/form-data" if found.files else "application/x-www-form-urlencoded"
    schema = {"type": "object", "properties": fields, "additionalProperties": False}
    needed = [] if strange else sorted(fields)
    return {"required": True, "content": {kind: {"schema": {**schema, "required": needed}}}}


def _anything(offered: Sequence[str]) -> JSON:
    """What a page offers, what is hostile, or any text."""
    likely = [{"enum": list(offered)[:MOST_OFFERED]}] if offered else []
    return {"anyOf": [*likely, {"enum": list(HOSTILE)}, {"type": "string", "maxLength": 200}]}

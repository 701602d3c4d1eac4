"""Tells the numbers that state a fact from those that are our own, by a few rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.syllabus.rules.citations import CITATION

# A number is written apart from letters: Core20Plus5, TR14ers and NHS@75 are names.
NUMBER = re.compile(r"(?<![\w@.,:])\d+(?:[.,:]\d+)*")
TARGET = re.compile(r"\]\([^)]*\)")
PARAGRAPH = re.compile(r".+?(?:\n[ \t>]*\n|\Z)", re.DOTALL)
# People and places that we made up, and say so.
MADE_UP = re.compile(r"\bimagine\b|\bmade[- ]up\b", re.IGNORECASE)
BETWEEN_LINES = re.compile(r"[^\n]")

# Numbers of our own: none of them says anything about the world.
OURS = re.compile(
    r"""
      ^[ \t>#*|-]*\d+[.)](?=\s)                             # the number of a heading or an item
    | ^[ \t>]*\|[ \t]*\d+[ \t]*(?=\|)                       # the number of a row
    | \b(?:modules?|steps?|questions?|parts?|stages?|pages?|cards?)\s+\d+
        (?:(?:,|\s+(?:and|to|or))\s+\d+)*                   # a place in the course
    | \d+(?:\s*(?:to|or|-|\N{EN DASH})\s*\d+)?[\s-]+minutes?\b   # how long something takes
    | \b(?:999|111|112)\b                                   # who to ring
    | \b\d{1,2}(?:[:.]\d\d)?\s?[ap]m\b | \b\d{1,2}:\d\d\b   # a time of day
    """,
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)


def numbers_of_fact(text: str) -> Iterator[tuple[int, str]]:
    """Each number in digits that states a fact, with its place in the text."""
    for pattern in (CITATION, TARGET, OURS):
        text = pattern.sub(_blank, text)
    text = PARAGRAPH.sub(
        lambda match: _blank(match) if MADE_UP.search(match[0]) else match[0], text
    )
    for match in NUMBER.finditer(text):
        yield match.start(), match[0]


def _blank(match: re.Match[str]) -> str:
    return BETWEEN_LINES.sub(" ", match[0])

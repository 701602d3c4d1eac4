"""Takes a text apart into sentences as somebody reads them aloud, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.syllabus.rules.citations import CITATION
from app.syllabus.rules.passages import Passage
from app.syllabus.rules.prose import without_code

HEADING = re.compile(r"^ {0,3}#{1,6}(?:[ \t].*)?$", re.MULTILINE)
TARGET = re.compile(r"\]\([^)]*\)|<https?:[^>]*>")
RULE = re.compile(r"^[ \t>|:_-]+$", re.MULTILINE)
SIGNS = re.compile(r"[*_\[\]>]|!(?=\[)")
# A list's item, a table's cell and a paragraph each end what was said before.
PART = re.compile(
    r"\n[ \t]*(?=\n)|\n[ \t]*(?:[-*+]|\d+[.)])[ \t]+|\||^[ \t]*(?:[-*+]|\d+[.)])[ \t]+"
)
# A sentence may end in quotes or brackets.
CLOSING = "[\"')\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}]*"
SENTENCE = re.compile(rf"\S.*?(?:[.!?]{CLOSING}(?=\s|\Z)|\Z)", re.DOTALL)
BETWEEN_LINES = re.compile(r"[^\n]")
LETTER = re.compile(r"[^\W\d_]")


def sentences(passage: Passage) -> Iterator[tuple[int, str]]:
    """Each sentence with its place in the text; headings, marks and citations are left out."""
    text = CITATION.sub(_blank, passage.text)
    if passage.markdown:
        text = without_code(text)
        for pattern in (HEADING, RULE, TARGET):
            text = pattern.sub(_blank, text)
    start = 0
    ends = [(match.start(), match.end()) for match in PART.finditer(text)]
    for end, after in [*ends, (len(text), len(text))]:
        yield from _in_part(text[start:end], start)
        start = after


def _in_part(part: str, start: int) -> Iterator[tuple[int, str]]:
    plain = SIGNS.sub(" ", part)
    for match in SENTENCE.finditer(plain):
        words = " ".join(match[0].split())
        if LETTER.search(words):
            yield start + match.start(), words if words[-1] in ".!?" else f"{words}."


def _blank(match: re.Match[str]) -> str:
    return BETWEEN_LINES.sub(" ", match[0])

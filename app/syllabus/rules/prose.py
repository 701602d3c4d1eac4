"""Checks the Markdown of the course: headings, pictures, raw HTML and citations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from app.syllabus.rules.citations import cited
from app.syllabus.rules.faults import Remark

HEADING = re.compile(r"^ {0,3}(#{1,6})(?:\s|$)")
UNDERLINE = re.compile(r"^ {0,3}(=+|-+)\s*$")
PICTURE_WITHOUT_WORDS = re.compile(r"!\[\s*\][(\[]")
LINK_WITHOUT_WORDS = re.compile(r"(?<!!)\[\s*\]\(")
RAW_HTML = re.compile(r"<(?!https?:|mailto:|tel:)[A-Za-z/!?]")
CODE_FENCE = re.compile(r"^ {0,3}(```|~~~)")
CODE = re.compile(r"`[^`]*`")
TOP = 2


def remarks_on(text: str, line: int, sources: Collection[str]) -> Iterator[Remark]:
    """What is wrong with a text whose first line is number `line` of its file."""
    shown = _without_code(text)
    for number, words in enumerate(shown, start=line):
        yield from remarks_on_words(words, number, sources)
        if PICTURE_WITHOUT_WORDS.search(words):
            remedy = "Say between the square brackets what the picture shows."
            yield Remark(number, "A picture has no alternative text.", remedy)
        if LINK_WITHOUT_WORDS.search(words):
            remedy = "Write between the square brackets where the link leads."
            yield Remark(number, "A link has no words.", remedy)
    yield from _remarks_on_headings(shown, line)


def remarks_on_words(words: str, line: int, sources: Collection[str]) -> Iterator[Remark]:
    """What is wrong with a piece of plain text: raw HTML, or a document that we do not know."""
    if RAW_HTML.search(words):
        remedy = "Write it as Markdown; write 'less than' in words."
        yield Remark(line, "Raw HTML is not used in the course.", remedy)
    for key in cited(words):
        if key not in sources:
            yield unknown_source(key, line)


def unknown_source(key: str, line: int) -> Remark:
    """The remark on a document that sources.yaml does not hold."""
    remedy = "Add it to sources.yaml, or correct the key."
    return Remark(line, f"The source '{key}' is not in sources.yaml.", remedy)


def _without_code(text: str) -> list[str]:
    """The lines of the text, with code left blank, since nothing in it is markup."""
    shown: list[str] = []
    inside = False
    for line in text.split("\n"):
        if CODE_FENCE.match(line):
            inside = not inside
            shown.append("")
        else:
            shown.append("" if inside else CODE.sub("", line))
    return shown


def _remarks_on_headings(lines: list[str], first: int) -> Iterator[Remark]:
    above = TOP - 1
    before = ""
    for number, line in enumerate(lines, start=first):
        if UNDERLINE.match(line) and before.strip():
            remedy = "Start the heading's line with ## and take the line below it out."
            yield Remark(number, "A line of signs turns the text above it into a heading.", remedy)
        before = line
        heading = HEADING.match(line)
        if not heading:
            continue
        level = len(heading[1])
        if level < TOP:
            remedy = "Start it with ##: the step's title is the page's main heading."
            yield Remark(number, "A heading starts with a single #.", remedy)
        elif level > above + 1:
            remedy = f"Start it with {'#' * (above + 1)}."
            yield Remark(number, "A heading leaves out a level.", remedy)
        above = max(level, TOP)

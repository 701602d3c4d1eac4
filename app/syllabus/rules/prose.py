"""Checks each piece of text: headings, pictures, links, marks, raw HTML and citations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from app.syllabus.rules.citations import CITATION
from app.syllabus.rules.faults import Remark
from app.syllabus.rules.passages import Passage

HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]|$)", re.MULTILINE)
UNDERLINE = re.compile(r"(?<=\S)[ \t]*\n {0,3}(=+|-+)[ \t]*$", re.MULTILINE)
PICTURE_WITHOUT_WORDS = re.compile(r"!\[\s*\][(\[]")
LINK_WITHOUT_WORDS = re.compile(r"(?<!!)\[\s*\]\(")
RAW_HTML = re.compile(r"<(?!https?:|mailto:|tel:)[A-Za-z/!?]")
CODE = re.compile(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)|`[^`\n]*`", re.MULTILINE | re.DOTALL)
BETWEEN_LINES = re.compile(r"[^\n]")
# What would be seen as signs in a text that is shown as it is.
MARKS = re.compile(r"\*\*|`|\]\(|(?<![\w*])\*\w[^*\n]*\*|(?<!\w)_[^_\n]+_(?!\w)")
TOP = 2


def remarks_on(passage: Passage, known: Collection[str]) -> Iterator[Remark]:
    """What is wrong with a text; `known` are the documents that it may cite."""
    if not passage.is_read:
        return
    text = without_code(passage.text) if passage.markdown else passage.text
    for match in RAW_HTML.finditer(text):
        remedy = "Write it as Markdown; write 'less than' in words."
        yield Remark(passage.line_at(match.start()), "Raw HTML is not used in the course.", remedy)
    yield from _remarks_on_citations(passage, text, known)
    if passage.markdown:
        yield from _remarks_on_brackets(passage, text)
        yield from _remarks_on_headings(passage, text)
    else:
        for match in MARKS.finditer(text):
            what = f"'{passage.name}' is shown as it is, with the sign '{match[0]}' in it."
            remedy = "Take the sign out; bold, links and lists belong into the text."
            yield Remark(passage.line_at(match.start()), what, remedy)


def without_code(text: str) -> str:
    """The text with code left blank, each character in its place: nothing in it is markup."""
    return CODE.sub(lambda match: BETWEEN_LINES.sub(" ", match[0]), text)


def unknown_source(key: str, line: int) -> Remark:
    """The remark on a document that sources.yaml does not hold."""
    remedy = "Add it to sources.yaml, or correct the key."
    return Remark(line, f"The source '{key}' is not in sources.yaml.", remedy)


def _remarks_on_citations(passage: Passage, text: str, known: Collection[str]) -> Iterator[Remark]:
    for match in CITATION.finditer(text):
        line = passage.line_at(match.start())
        if match[1] not in known:
            yield unknown_source(match[1], line)
        elif not passage.may_cite:
            remedy = "Take it out; cite the document in the text."
            yield Remark(line, f"A citation is not shown in '{passage.name}'.", remedy)
    for key in known:
        for match in re.finditer(rf"(?<!\[)@{re.escape(key)}\b|\[{re.escape(key)}\]", text):
            line = passage.line_at(match.start())
            yield Remark(line, f"'{match[0]}' is not a citation.", f"Write [@{key}].")


def _remarks_on_brackets(passage: Passage, text: str) -> Iterator[Remark]:
    for match in PICTURE_WITHOUT_WORDS.finditer(text):
        remedy = "Say between the square brackets what the picture shows."
        line = passage.line_at(match.start())
        yield Remark(line, "A picture has no alternative text.", remedy)
    for match in LINK_WITHOUT_WORDS.finditer(text):
        remedy = "Write between the square brackets where the link leads."
        yield Remark(passage.line_at(match.start()), "A link has no words.", remedy)


def _remarks_on_headings(passage: Passage, text: str) -> Iterator[Remark]:
    for match in UNDERLINE.finditer(text):
        remedy = "Start the heading's line with ## and take the line below it out."
        line = passage.line_at(match.start(1))
        yield Remark(line, "A line of signs turns the text above it into a heading.", remedy)
    above = TOP - 1
    for match in HEADING.finditer(text):
        level, line = len(match[1]), passage.line_at(match.start(1))
        if level < TOP:
            remedy = "Start it with ##: the step's title is the page's main heading."
            yield Remark(line, "A heading starts with a single #.", remedy)
        elif level > above + 1:
            remedy = f"Start it with {'#' * (above + 1)}."
            yield Remark(line, "A heading leaves out a level.", remedy)
        above = max(level, TOP)

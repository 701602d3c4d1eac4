"""Writes paragraphs as the DOCX format spells them: lines, languages and directions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import escape

from app.kit.word_files import clean

FROM_RIGHT = frozenset({"R", "AL"})
FROM_LEFT = frozenset({"L"})


def paragraph(text: str, style: str = "", *, language: str = "", keep: bool = False) -> str:
    """One paragraph; its lines stay lines, and it runs in the direction of its first letter."""
    facts = f'<w:pStyle w:val="{style}"/>' if style else ""
    facts += "<w:keepNext/>" if keep else ""
    facts += "<w:bidi/>" if runs_from_right(text) else ""
    kind = f"<w:pPr>{facts}</w:pPr>" if facts else ""
    runs = "<w:r><w:br/></w:r>".join(_runs(line, language) for line in text.splitlines() or [text])
    return f"<w:p>{kind}{runs}</w:p>"


def _runs(line: str, language: str) -> str:
    """A line as runs of one direction each, as programs need to be told."""
    spoken = f'<w:lang w:val="{language}" w:bidi="{language}"/>' if language else ""
    made = list[str]()
    for is_from_right, words in _by_direction(clean(line)):
        facts = ("<w:rtl/>" if is_from_right else "") + spoken
        kind = f"<w:rPr>{facts}</w:rPr>" if facts else ""
        said = escape(words, quote=False)
        made.append(f'<w:r>{kind}<w:t xml:space="preserve">{said}</w:t></w:r>')
    return "".join(made)


def _by_direction(line: str) -> Iterator[tuple[bool, str]]:
    """The stretches of a line; what has no direction of its own goes with what is before it."""
    if line.isascii():
        yield False, line
        return
    start, way = 0, runs_from_right(line)
    for at, letter in enumerate(line):
        kind = unicodedata.bidirectional(letter)
        if kind not in FROM_RIGHT and kind not in FROM_LEFT:
            continue
        turned = kind in FROM_RIGHT
        if turned != way:
            if at > start:
                yield way, line[start:at]
            start, way = at, turned
    yield way, line[start:]


def runs_from_right(text: str) -> bool:
    """Whether the first letter that has a direction runs from the right."""
    if text.isascii():
        return False
    ways = (unicodedata.bidirectional(letter) for letter in text)
    return next((way in FROM_RIGHT for way in ways if way in FROM_RIGHT or way in FROM_LEFT), False)


def attribute(text: str) -> str:
    """A text as a value within a tag, on one line."""
    return escape(" ".join(clean(text).split()))

"""Writes a document as a DOCX: real styles, alternative text, tables that say their head.

The library gives an empty document with its styles once; paragraphs are written as the format
spells them, since the library takes a hundred times as long for each.
"""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from itertools import count

from app.gateways.ports.press import PressJam
from app.gateways.press import word_parts
from app.gateways.press.typesetter import PIXELS_AN_INCH
from app.gateways.press.word_parts import BODY, CONTENT_TYPES, CORE, LINKS
from app.kit.document import Bullets, Chart, Document, Heading, Paragraph, Quote, Table
from app.kit.word_files import clean

# Lengths in the units of the format: there are 914,400 in an inch, and 360,000 in a centimetre.
IN_AN_INCH, IN_A_CENTIMETRE = 914_400, 360_000
TALLEST = 21 * IN_A_CENTIMETRE
FROM_RIGHT = frozenset({"R", "AL"})
FROM_LEFT = frozenset({"L"})
NO_GAP = 'distT="0" distB="0" distL="0" distR="0"'


def write(document: Document, drawings: Sequence[bytes]) -> bytes:
    """A DOCX of a document; `drawings` are its charts as PNG, in their order.

    Raises: PressJam when there is not a drawing for each chart.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in _parts(document, drawings):
            facts = zipfile.ZipInfo(name, (*document.dated.timetuple()[:3], 0, 0, 0))
            is_small = name.endswith(".png")
            facts.compress_type = zipfile.ZIP_STORED if is_small else zipfile.ZIP_DEFLATED
            packed.writestr(facts, content)
    return file.getvalue()


def _parts(document: Document, drawings: Sequence[bytes]) -> Iterator[tuple[str, bytes | str]]:
    for name, content in word_parts.skeleton(document.language):
        if name == BODY:
            before, sheet, after = content.partition(b"<w:sectPr")
            body = "".join(_Writer(drawings).whole(document))
            yield name, before + body.encode() + sheet + after
        elif name == LINKS:
            yield name, word_parts.with_links(content.decode(), len(drawings))
        elif name == CONTENT_TYPES:
            yield name, word_parts.with_pictures(content.decode())
        elif name == CORE:
            yield name, word_parts.about(document)
        else:
            yield name, content
    for number, drawing in enumerate(drawings, start=1):
        yield f"word/{word_parts.picture_name(number)}", drawing


class _Writer:
    """Writes the body of one document, and remembers which drawing comes next."""

    def __init__(self, drawings: Sequence[bytes]) -> None:
        self._drawings = iter(drawings)
        self._numbers = count(1)

    def whole(self, document: Document) -> Iterator[str]:
        """The title and every block."""
        yield paragraph(document.title, "Title")
        if document.subtitle:
            yield paragraph(document.subtitle, "Subtitle")
        made = ", ".join(part for part in (document.publisher, document.date_text) if part)
        yield paragraph(made)
        for block in document.blocks:
            yield from self._block(block)
        if next(self._drawings, None) is not None:
            raise PressJam("there are more drawings than charts")

    def _block(self, block: object) -> Iterator[str]:
        match block:
            case Heading():
                yield paragraph(block.text, f"Heading{block.level}")
            case Paragraph():
                for lines in block.paragraphs:
                    yield paragraph("\n".join(lines))
            case Quote():
                yield from _quote(block)
            case Bullets():
                for item in block.items:
                    yield paragraph(item, "ListBullet")
            case _:
                yield from self._figures(block)

    def _figures(self, block: object) -> Iterator[str]:
        match block:
            case Chart():
                yield from self._chart(block)
            case Table():
                yield from _table(block.caption, block.header, block.rows)
            case _:
                raise PressJam("this cannot be written in a DOCX")

    def _chart(self, chart: Chart) -> Iterator[str]:
        drawing = next(self._drawings, None)
        if drawing is None:
            raise PressJam("a chart has no drawing")
        yield paragraph(chart.title, "Caption")
        yield _picture(drawing, chart, next(self._numbers))
        rows = [(bar.label, bar.shown) for bar in chart.bars]
        caption = f"{chart.title}: {chart.basis}"
        yield from _table(caption, (chart.label_heading, chart.value_heading), rows)


def paragraph(text: str, style: str = "", *, language: str = "", keep: bool = False) -> str:
    """One paragraph; its lines stay lines, and it runs in the direction of its first letter."""
    facts = f'<w:pStyle w:val="{style}"/>' if style else ""
    facts += "<w:keepNext/>" if keep else ""
    facts += "<w:bidi/>" if _runs_from_right(text) else ""
    kind = f"<w:pPr>{facts}</w:pPr>" if facts else ""
    runs = "<w:r><w:br/></w:r>".join(_runs(line, language) for line in text.splitlines() or [text])
    return f"<w:p>{kind}{runs}</w:p>"


def _quote(quote: Quote) -> Iterator[str]:
    language = quote.language or ""
    *others, last = quote.paragraphs or ((quote.text,),)
    for lines in others:
        yield _quoted(lines, language)
    yield _quoted(last, language, keep=bool(quote.attribution))
    if quote.attribution:
        yield paragraph(f"— {quote.attribution}", word_parts.ATTRIBUTION)


def _quoted(lines: Sequence[str], language: str, *, keep: bool = False) -> str:
    text = "\n".join(lines)
    style = word_parts.FROM_RIGHT if _runs_from_right(text) else "Quote"
    return paragraph(text, style, language=language, keep=keep)


def _table(caption: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield paragraph(caption, "Caption", keep=True)
    columns = "<w:gridCol/>" * len(header)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{word_parts.TABLE}"/><w:tblW w:w="5000" w:type="pct"/>'
        '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{_attribute(caption)}"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )
    # Programs repeat this row on each page, and say that it is the head.
    yield _row(header, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
    for row in rows:
        yield _row(row, "<w:trPr><w:cantSplit/></w:trPr>")
    # Two tables that touch are one.
    yield "</w:tbl><w:p/>"


def _row(cells: Sequence[str], facts: str) -> str:
    told = "".join(f"<w:tc>{paragraph(cell, word_parts.CELL)}</w:tc>" for cell in cells)
    return f"<w:tr>{facts}{told}</w:tr>"


def _picture(drawing: bytes, chart: Chart, number: int) -> str:
    """A drawing in its place, with what people hear who cannot see it."""
    across, down = struct.unpack_from(">LL", drawing, 16)
    width, height = (side * IN_AN_INCH // PIXELS_AN_INCH for side in (across, down))
    if height > TALLEST:
        width, height = width * TALLEST // height, TALLEST
    size = f'cx="{width}" cy="{height}"'
    told = f"{chart.title}. {chart.description}"
    name = f'id="{number}" name="Chart {number}" descr="{_attribute(told)}"'
    return (
        "<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:drawing>"
        f"<wp:inline {NO_GAP}><wp:extent {size}/>"
        f"<wp:docPr {name}/><a:graphic {word_parts.DRAWING_NAMES}><a:graphicData "
        f'uri="{word_parts.PICTURE}"><pic:pic {word_parts.PICTURE_NAMES}><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="Chart {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{word_parts.link_name(number)}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


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
    start, way = 0, _runs_from_right(line)
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


def _runs_from_right(text: str) -> bool:
    """Whether the first letter that has a direction runs from the right."""
    if text.isascii():
        return False
    ways = (unicodedata.bidirectional(letter) for letter in text)
    return next((way in FROM_RIGHT for way in ways if way in FROM_RIGHT or way in FROM_LEFT), False)


def _attribute(text: str) -> str:
    return escape(" ".join(clean(text).split()))

"""Writes a document as a DOCX: real styles, alternative text, tables that say their head.

The library gives an empty document with its styles once; paragraphs are written as the format
spells them, since the library takes a hundred times as long for each.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence

from app.gateways.ports.press import PressJam
from app.gateways.press import word_parts
from app.gateways.press.word_paragraphs import attribute, paragraph, runs_from_right
from app.gateways.press.word_parts import BODY, CONTENT_TYPES, CORE, LINKS
from app.gateways.press.word_pictures import Placed, placed
from app.kit.document import (
    Bullets,
    Chart,
    Document,
    Heading,
    Paragraph,
    Picture,
    Quote,
    Story,
    Table,
)
from app.kit.prints import NO_PRINTS, Print


def write(
    document: Document, drawings: Sequence[bytes], prints: Mapping[str, Print] = NO_PRINTS
) -> bytes:
    """A DOCX of a document; `drawings` are its charts as PNG, in their order.

    Raises: PressJam when there is not a drawing for each chart.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in _parts(document, drawings, prints):
            facts = zipfile.ZipInfo(name, (*document.dated.timetuple()[:3], 0, 0, 0))
            is_small = name.endswith((".png", ".jpg"))
            facts.compress_type = zipfile.ZIP_STORED if is_small else zipfile.ZIP_DEFLATED
            packed.writestr(facts, content)
    return file.getvalue()


def _parts(
    document: Document, drawings: Sequence[bytes], prints: Mapping[str, Print]
) -> Iterator[tuple[str, bytes | str]]:
    writer = _Writer(drawings, prints)
    body = "".join(writer.whole(document))
    endings = [picture.ending for picture in writer.pictures]
    for name, content in word_parts.skeleton(document.language):
        if name == BODY:
            before, sheet, after = content.partition(b"<w:sectPr")
            yield name, before + body.encode() + sheet + after
        elif name == LINKS:
            yield name, word_parts.with_links(content.decode(), endings)
        elif name == CONTENT_TYPES:
            yield name, word_parts.with_pictures(content.decode())
        elif name == CORE:
            yield name, word_parts.about(document)
        else:
            yield name, content
    for number, picture in enumerate(writer.pictures, start=1):
        yield f"word/{word_parts.picture_name(number, picture.ending)}", picture.content


class _Writer:
    """Writes the body of one document, and remembers its pictures."""

    def __init__(self, drawings: Sequence[bytes], prints: Mapping[str, Print]) -> None:
        self._drawings = iter(drawings)
        self._prints = prints
        self.pictures = list[Placed]()

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
            case Heading() | Paragraph() | Bullets():
                yield from _plain(block)
            case Quote():
                yield from _quote(block)
            case Story():
                yield from _story(block)
            case Chart():
                yield from self._chart(block)
            case Picture():
                yield from self._given(block)
            case Table():
                yield from _table(block.caption, block.header, block.rows)
            case _:
                raise PressJam("this cannot be written in a DOCX")

    def _chart(self, chart: Chart) -> Iterator[str]:
        drawing = next(self._drawings, None)
        if drawing is None:
            raise PressJam("a chart has no drawing")
        yield paragraph(chart.title, "Caption", keep=True)
        yield self._placed(Placed.drawn(drawing), f"{chart.title}. {chart.description}")
        rows = [(bar.label, bar.shown) for bar in chart.bars]
        caption = f"{chart.title}: {chart.basis}"
        yield from _table(caption, (chart.label_heading, chart.value_heading), rows)

    def _given(self, picture: Picture) -> Iterator[str]:
        language = picture.language or ""
        if picture.caption:
            yield paragraph(picture.caption, "Caption", language=language, keep=True)
        yield self._placed(Placed.given(self._prints[picture.sha256]), picture.alt)
        # Something has to follow: a picture stays with the paragraph after it.
        yield from _signed(picture.attribution) if picture.attribution else ("<w:p/>",)

    def _placed(self, picture: Placed, told: str) -> str:
        self.pictures.append(picture)
        return placed(picture, told, len(self.pictures))


def _plain(block: Heading | Paragraph | Bullets) -> Iterator[str]:
    match block:
        case Heading():
            yield paragraph(block.text, f"Heading{block.level}")
        case Paragraph():
            yield from (paragraph("\n".join(lines)) for lines in block.paragraphs)
        case Bullets():
            yield from (paragraph(item, "ListBullet") for item in block.items)


def _quote(quote: Quote) -> Iterator[str]:
    language = quote.language or ""
    *others, last = quote.paragraphs or ((quote.text,),)
    for lines in others:
        yield _quoted(lines, language)
    yield _quoted(last, language, keep=bool(quote.attribution))
    yield from _signed(quote.attribution)


def _story(story: Story) -> Iterator[str]:
    language = story.language or ""
    if story.title:
        yield paragraph(story.title, f"Heading{story.level}", language=language)
    for lines in story.paragraphs or ((story.text,),):
        yield paragraph("\n".join(lines), word_parts.STORY, language=language)
    yield from _signed(story.attribution)


def _signed(name: str) -> Iterator[str]:
    if name:
        yield paragraph(f"— {name}", word_parts.ATTRIBUTION)


def _quoted(lines: Sequence[str], language: str, *, keep: bool = False) -> str:
    text = "\n".join(lines)
    style = word_parts.FROM_RIGHT if runs_from_right(text) else "Quote"
    return paragraph(text, style, language=language, keep=keep)


def _table(caption: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield paragraph(caption, "Caption", keep=True)
    columns = "<w:gridCol/>" * len(header)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{word_parts.TABLE}"/><w:tblW w:w="5000" w:type="pct"/>'
        '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{attribute(caption)}"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
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

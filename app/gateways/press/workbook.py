"""Writes the words and figures of a document as a workbook, to be looked up and reckoned with."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from app.gateways.ports.press import PressJam
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
from app.kit.later import Later
from app.kit.word_files import clean

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.workbook import Workbook
else:
    xlsxwriter = Later("xlsxwriter")

LONGEST_CELL = 32_767
A4 = 9
# The height of a line, in points.
LINE = 15
WORDS = ("Part of the report", "Number", "Kind", "Title", "Words", "Name")
FIGURES = ("Table or chart", "Stands on", "Row", "Column", "Shown", "Number")
FIGURE = re.compile(r"\d{1,3}(,\d{3})*|\d+")
Cell = str | float | None


@dataclass(frozen=True)
class Sheet:
    """One sheet: what its columns are called, how wide they are, in characters, and its rows."""

    name: str
    header: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Sequence[Sequence[Cell]]


def write(document: Document) -> bytes:
    """An XLSX of a document: what it says, people's words, and each figure with what it stands on.

    Nothing in it is ever run: words that look like a formula are marked as text.
    Raises: PressJam when a text is longer than a cell can hold.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_urls": False})
    facts = {"title": clean(document.title), "author": clean(document.publisher)}
    book.set_properties({**facts, "created": datetime.combine(document.dated, time())})
    for sheet in _sheets(document):
        _fill(book, sheet)
    book.close()
    return file.getvalue()


def _sheets(document: Document) -> Iterator[Sheet]:
    yield Sheet("About", ("About this report",), (100,), list(_about(document)))
    words = list(_words(document))
    if words:
        yield Sheet("Words", WORDS, (50, 9, 12, 30, 90, 30), words)
    figures = list(_figures(document))
    if figures:
        yield Sheet("Figures", FIGURES, (60, 26, 40, 26, 18, 10), figures)


def _about(document: Document) -> Iterator[tuple[str]]:
    for text in (document.title, document.subtitle, document.publisher, document.date_text):
        if text:
            yield (text,)
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            yield (block.text,)
        elif isinstance(block, Bullets):
            yield from ((item,) for item in block.items)


def _words(document: Document) -> Iterator[tuple[Cell, ...]]:
    # The headings above, by their level: a message stands over "In people's own words".
    above: dict[int, str] = {}
    number = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            above = {level: text for level, text in above.items() if level < block.level}
            above[block.level] = block.text
        elif told := _told(block):
            number += 1
            yield " / ".join(above.values()), number, *told


def _told(block: object) -> tuple[str, ...] | None:
    """What a block holds of people's own, in the columns of words; None when it holds nothing."""
    match block:
        case Quote():
            return "Quote", "", block.text, block.attribution
        case Story():
            return "Story", block.title, block.text, block.attribution
        case Picture():
            return "Picture", block.caption, f"What it shows: {block.alt}", block.attribution
    return None


def _figures(document: Document) -> Iterator[tuple[Cell, ...]]:
    for block in document.blocks:
        if isinstance(block, Chart):
            for bar in block.bars:
                yield (
                    *(block.title, block.basis, bar.label, block.value_heading),
                    *(bar.shown, bar.value),
                )
        elif isinstance(block, Table):
            for row in block.rows:
                for column, cell in zip(block.header[1:], row[1:], strict=True):
                    yield block.caption, "", row[0], column, cell, _number(cell)


def _number(cell: str) -> float | None:
    """The cell as a number, when it is nothing else: what is kept back stays words."""
    return float(cell.replace(",", "")) if FIGURE.fullmatch(cell) else None


def _fill(book: Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    words = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    figures = book.add_format({"valign": "top", "num_format": "#,##0.##"})
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    head = book.add_format({"bold": True, "valign": "top"})
    # A table says its head to those who listen, and can be sorted.
    columns = [{"header": name, "header_format": head} for name in sheet.header]
    page.add_table(
        *(0, 0, len(sheet.rows), len(sheet.header) - 1),
        {"columns": columns, "name": sheet.name, "style": "Table Style Light 1"},
    )
    for row, cells in enumerate(sheet.rows, start=1):
        page.set_row(row, LINE * _lines(cells, sheet.widths))
        for column, cell in enumerate(cells):
            _write(page, row, column, cell, words if isinstance(cell, str) else figures)


def _lines(cells: Sequence[Cell], widths: Sequence[int]) -> int:
    """How many lines the highest cell of a row takes: not every program finds that out itself."""
    return max(
        sum(1 + len(line) // width for line in str(cell).split("\n"))
        for cell, width in zip(cells, widths, strict=True)
    )


def _write(page: Any, row: int, column: int, cell: Cell, look: Any) -> None:
    if cell is None or cell == "":
        return
    if not isinstance(cell, str):
        page.write_number(row, column, cell, look)
    elif page.write_string(row, column, clean(cell), look) != 0:
        raise PressJam(f"a cell holds {LONGEST_CELL:,} characters at most")

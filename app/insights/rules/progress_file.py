"""A table as a workbook; every cell is words, and no program runs any of it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.kit.later import Later
from app.kit.spreadsheets import harmless

if TYPE_CHECKING:
    import xlsxwriter
else:
    xlsxwriter = Later("xlsxwriter")

# Strings stay strings, also what looks like a formula, an address or a number.
AS_TYPED = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
NAME_WIDTH, WIDTH = 28, 20


def workbook(rows: Sequence[Sequence[str]], title: str) -> bytes:
    """The rows on one sheet, the heads first; heads and names stay where they are."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, **AS_TYPED})
    sheet = book.add_worksheet(title)
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, NAME_WIDTH)
    sheet.set_column(1, max(1, len(rows[0]) - 1), WIDTH)
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(place, column, harmless(cell), None if place else bold)
    sheet.freeze_panes(1, 1)
    book.close()
    return file.getvalue()

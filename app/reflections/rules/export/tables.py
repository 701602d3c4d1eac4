"""A year of records as a table without a word that somebody wrote about them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from app.kit.later import Later
from app.kit.spreadsheets import csv_file, harmless
from app.reflections.rules.export import TakenRecord

if TYPE_CHECKING:
    import xlsxwriter
else:
    xlsxwriter = Later("xlsxwriter")

HEADINGS = ("Day", "Minutes", "With others", "Belongs to", "Session")
WIDTH = 18


def table_csv(records: Sequence[TakenRecord]) -> bytes:
    """The table as CSV; days as year, month, day."""
    return csv_file([HEADINGS, *_rows(records)])


def table_xlsx(records: Sequence[TakenRecord]) -> bytes:
    """The table as a workbook, with days and minutes that programs can reckon with."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("CPD")
    sheet.set_column(0, len(HEADINGS) - 1, WIDTH)
    sheet.write_row(0, 0, HEADINGS, book.add_format({"bold": True, "bottom": 1}))
    sheet.freeze_panes(1, 0)
    as_day = book.add_format({"num_format": "yyyy-mm-dd"})
    for place, one in enumerate(records, start=1):
        sheet.write_datetime(place, 0, one.day, as_day)
        sheet.write_number(place, 1, one.minutes)
        for column, text in enumerate(_texts(one), start=2):
            sheet.write_string(place, column, harmless(text))
    book.close()
    return file.getvalue()


def _rows(records: Sequence[TakenRecord]) -> Iterator[tuple[str, ...]]:
    for one in records:
        yield (one.day.isoformat(), str(one.minutes), *_texts(one))


def _texts(one: TakenRecord) -> tuple[str, str, str]:
    return ("Yes" if one.with_others else "No", one.kind, one.session or "")

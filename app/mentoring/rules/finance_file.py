"""What finance gets: who is to be paid what and when, and nothing of what it was about."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.kit.later import Later
from app.kit.spreadsheets import csv_file, harmless

if TYPE_CHECKING:
    import xlsxwriter
else:
    xlsxwriter = Later("xlsxwriter")

HEADINGS = ("Reference", "Name", "Kind", "Rate", "Pounds", "To be paid by", "Paid on")
WIDTH = 20
NO_NAME = "Account removed"


@dataclass(frozen=True)
class Owed:
    """One sum that is owed or was paid; `pence` is None until receipts for expenses are in."""

    reference: str
    name: str
    kind: str
    rate: str
    pence: int | None
    due_on: date | None
    paid_on: date | None


def finance_csv(rows: Sequence[Owed]) -> bytes:
    """The table as CSV; days as year, month, day, and pounds with two places."""
    return csv_file([HEADINGS, *_rows(rows)])


def finance_xlsx(rows: Sequence[Owed]) -> bytes:
    """The table as a workbook, with sums and days that programs can reckon with."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("Payments")
    sheet.set_column(0, len(HEADINGS) - 1, WIDTH)
    sheet.write_row(0, 0, HEADINGS, book.add_format({"bold": True, "bottom": 1}))
    sheet.freeze_panes(1, 0)
    as_day = book.add_format({"num_format": "yyyy-mm-dd"})
    as_pounds = book.add_format({"num_format": "0.00"})
    for place, one in enumerate(rows, start=1):
        for column, text in enumerate((one.reference, one.name, one.kind, one.rate)):
            sheet.write_string(place, column, harmless(text))
        if one.pence is not None:
            sheet.write_number(place, 4, one.pence / 100, as_pounds)
        for column, day in ((5, one.due_on), (6, one.paid_on)):
            if day is not None:
                sheet.write_datetime(place, column, day, as_day)
    book.close()
    return file.getvalue()


def _rows(rows: Sequence[Owed]) -> Iterator[tuple[str, ...]]:
    for one in rows:
        pounds = "" if one.pence is None else f"{one.pence / 100:.2f}"
        days = (day.isoformat() if day else "" for day in (one.due_on, one.paid_on))
        yield (one.reference, one.name, one.kind, one.rate, pounds, *days)

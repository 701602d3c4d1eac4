"""The rows that were not taken as a file to put right, and a template to begin with."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from app.cohorts.rules import STANDINGS
from app.cohorts.rules.roster import Roster
from app.kit.later import Later
from app.kit.spreadsheets import csv_file

if TYPE_CHECKING:
    import xlsxwriter
else:
    xlsxwriter = Later("xlsxwriter")

ROW, WHY = "Row in your file", "Why we did not take it"
HEADINGS = (
    "Name",
    "E-mail address",
    "Phone",
    "Postal address",
    "How to reach them",
    "Who they come as",
    "Place",
)
WIDTH = 24
# The rows below the headings that offer their words to choose from.
ROWS_WITH_WORDS = 5_001
WAYS = ("E-mail", "Text", "Call", "Paper")


def refused_csv(roster: Roster) -> bytes:
    """All columns of the rows with a fault, and the fault.

    The file can be put right and sent again; our own two columns are passed over then.
    """
    lines = [[*roster.headings, ROW, WHY]]
    for row in roster.rows:
        if row.fault is not None:
            missing = [""] * (len(roster.headings) - len(row.cells))
            lines.append([*row.cells, *missing, str(row.number), row.fault])
    return csv_file(lines)


def template_xlsx() -> bytes:
    """A workbook with our headings and nothing below them; long numbers stay as they are typed."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("People")
    as_text = book.add_format({"num_format": "@"})
    sheet.set_column(0, len(HEADINGS) - 1, WIDTH, as_text)
    sheet.write_row(0, 0, HEADINGS, book.add_format({"bold": True, "bottom": 1}))
    sheet.freeze_panes(1, 0)
    for heading, words in (("How to reach them", WAYS), ("Who they come as", STANDINGS.values())):
        place = HEADINGS.index(heading)
        offered = {"validate": "list", "source": list(words), "error_type": "warning"}
        sheet.data_validation(1, place, ROWS_WITH_WORDS, place, offered)
    book.close()
    return file.getvalue()

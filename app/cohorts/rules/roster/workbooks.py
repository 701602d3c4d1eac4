"""Workbooks (XLSX and ODS), as rows of cells, whatever was packed into them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import IO
from xml.parsers.expat import ExpatError

from python_calamine import CalamineError, CalamineSheet, SheetVisibleEnum, load_workbook

from app.cohorts.rules.roster.extent import measure_ods, measure_xlsx
from app.cohorts.rules.roster.unreadable import (
    DAMAGED,
    NOT_A_LIST,
    SPREADS_TOO_FAR,
    Unreadable,
)

# Bytes of XML that a list of people may unpack to; 5,000 rows take about five million.
MOST_UNPACKED = 48 * 1024 * 1024
MOST_PARTS = 500
CHUNK = 64 * 1024

Cell = str | float | bool | date | datetime | time | timedelta


def read_workbook(content: bytes) -> list[list[list[str]]]:
    """The rows of each sheet that is shown, in order; formulas are what they showed when saved.

    Raises: Unreadable.
    """
    parts = _unpack(content)
    try:
        if "xl/workbook.xml" in parts:
            for name, part in parts.items():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    measure_xlsx(part)
        elif "content.xml" in parts:
            measure_ods(parts["content.xml"])
        else:
            raise Unreadable(NOT_A_LIST)
    except ExpatError:
        raise Unreadable(DAMAGED) from None
    return _sheets(_pack(parts))


def _unpack(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook that are text, by name; never more than a list can be.

    What a part says of its own size is not believed.
    """
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
            if len(members) > MOST_PARTS:
                raise Unreadable(SPREADS_TOO_FAR)
            for member in members:
                if not member.filename.endswith((".xml", ".rels", "mimetype")):
                    continue
                with packed.open(member) as part:
                    parts[member.filename] = _at_most(part, left)
                left -= len(parts[member.filename])
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError):
        raise Unreadable(DAMAGED) from None
    return parts


def _at_most(part: IO[bytes], most: int) -> bytes:
    got = bytearray()
    while chunk := part.read(CHUNK):
        got += chunk
        if len(got) > most:
            raise Unreadable(SPREADS_TOO_FAR)
    return bytes(got)


def _pack(parts: dict[str, bytes]) -> bytes:
    """The same workbook with nothing in it but what was looked at."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return file.getvalue()


def _sheets(content: bytes) -> list[list[list[str]]]:
    try:
        book = load_workbook(io.BytesIO(content))
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible
        ]
        return [_rows_of(book.get_sheet_by_name(name)) for name in shown]
    except CalamineError:
        raise Unreadable(DAMAGED) from None
    except BaseException as error:  # a panic of the reader is no ordinary exception
        if isinstance(error, Exception) or type(error).__name__ != "PanicException":
            raise
        raise Unreadable(DAMAGED) from None


def _rows_of(sheet: CalamineSheet) -> list[list[str]]:
    rows: Sequence[Sequence[Cell]] = sheet.to_python(skip_empty_area=False)
    return [[_say(cell) for cell in row] for row in rows]


def _say(cell: Cell) -> str:
    """A cell as text: whole numbers without a fraction, since phone numbers are among them."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)

"""How far a sheet spreads: what reads it makes room for every cell up to the last one."""

from __future__ import annotations

import re
from xml.parsers import expat

from app.cohorts.rules.roster.unreadable import DAMAGED, SPREADS_TOO_FAR, Unreadable

# A list of 5,000 people with a hundred columns is half of this.
MOST_CELLS = 1_000_000
MOST_COLUMNS = 1_000
REFERENCE = re.compile(r"\A([A-Z]{1,3})([0-9]{1,7})\Z")


class _Extent:
    """The last row and column that hold something, from 1, in one pass over a sheet's XML."""

    def __init__(self) -> None:
        self.row = self.column = 0
        self.rows = self.columns = 0

    def fill(self) -> None:
        """There is something in the cell that was begun."""
        self.rows = max(self.rows, self.row)
        self.columns = max(self.columns, self.column)
        if self.columns > MOST_COLUMNS or self.rows * self.columns > MOST_CELLS:
            raise Unreadable(SPREADS_TOO_FAR)


class _Xlsx(_Extent):
    def start(self, name: str, facts: dict[str, str]) -> None:
        """An element begins."""
        match name.rpartition(":")[2]:
            case "row":
                number = facts.get("r", "")
                self.row = int(number) if number.isdecimal() else self.row + 1
                self.column = 0
            case "c":
                self._go_to(facts.get("r"))
            case "v" | "f" | "is":
                self.fill()

    def _go_to(self, reference: str | None) -> None:
        if reference is None:
            self.column += 1
            return
        found = REFERENCE.match(reference.upper())
        if found is None:
            raise Unreadable(DAMAGED)
        self.column = 0
        for letter in found.group(1):
            self.column = self.column * 26 + ord(letter) - ord("A") + 1
        self.row = int(found.group(2))


class _Ods(_Extent):
    def __init__(self) -> None:
        super().__init__()
        self.wide = 1

    def start(self, name: str, facts: dict[str, str]) -> None:
        """An element begins; a run of the same cell or row ends where its last one is."""
        match name:
            case "table:table":
                self.row = 0
            case "table:table-row":
                self.row += _times(facts.get("table:number-rows-repeated"))
                self.column = 0
            case "table:table-cell" | "table:covered-table-cell":
                self.column += _times(facts.get("table:number-columns-repeated"))
                if any(fact.startswith(("office:", "table:formula")) for fact in facts):
                    self.fill()
            case "text:p":
                self.fill()


def measure_xlsx(xml: bytes) -> None:
    """Check one sheet of an XLSX workbook.

    Raises: Unreadable, ExpatError.
    """
    _parse(xml, _Xlsx())


def measure_ods(xml: bytes) -> None:
    """Check all sheets of an ODS workbook.

    Raises: Unreadable, ExpatError.
    """
    _parse(xml, _Ods())


def _parse(xml: bytes, extent: _Xlsx | _Ods) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = extent.start
    # No spreadsheet declares words of its own; a bomb does.
    parser.StartDoctypeDeclHandler = _refuse
    parser.Parse(xml, True)  # noqa: FBT003 - the library's way


def _refuse(*_: object) -> None:
    raise Unreadable(DAMAGED)


def _times(repeated: str | None) -> int:
    return int(repeated) if repeated and repeated.isdecimal() else 1

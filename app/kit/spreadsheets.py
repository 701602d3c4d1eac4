"""Files that people open in a spreadsheet program: nothing in them is ever run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# What a program takes for the beginning of a formula, also behind what it passes over.
# The last four are the first four as wide signs, which some programs read alike.
RUNS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
PASSED_OVER = " \u00a0\u3000\n"
_SIGN = f"[{re.escape(''.join(RUNS))}]"
# Where commas stand in numbers, programs cut a line of text at semicolons, and many offer tabs as
# well. What stands behind one of these, or on a new line, is then the beginning of a cell.
# Each new line cuts anew, so that many of them are looked at once.
_CUTS = "[;\t\r\n][ \u00a0\u3000]*"
_CUT = re.compile(rf"({_CUTS})(?={_SIGN})")
_BEFORE_SIGN = f"(?=[{PASSED_OVER}]*+(?:{_SIGN}|(?<=[{PASSED_OVER}])'{_SIGN}))"
_OUR_MARK = re.compile(rf"(\A|{_CUTS})'{_BEFORE_SIGN}")


def harmless(cell: str) -> str:
    """The cell with a mark in front where a program might run it; `unmarked` takes that away."""
    return f"'{cell}" if cell.lstrip(PASSED_OVER).startswith(RUNS) else cell


def harmless_in_text(cell: str) -> str:
    """The same for a file of text, which a program may cut where we did not: no piece is run."""
    return _CUT.sub(r"\1'", harmless(cell))


def unmarked(cell: str) -> str:
    """The cell as it was before `harmless` or `harmless_in_text`."""
    return _OUR_MARK.sub(r"\1", cell)


def csv_file(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as a file in UTF-8, with the mark by which Excel knows that; each cell is harmless."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows([harmless_in_text(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")

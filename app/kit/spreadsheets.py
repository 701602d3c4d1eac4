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
OUR_MARK = re.compile(rf"\A'(?=[{PASSED_OVER}]*[{re.escape(''.join(RUNS))}])")


def harmless(cell: str) -> str:
    """The cell with a mark in front where a program might run it; `unmarked` takes that away."""
    return f"'{cell}" if cell.lstrip(PASSED_OVER).startswith(RUNS) else cell


def unmarked(cell: str) -> str:
    """The cell as it was before `harmless`."""
    return OUR_MARK.sub("", cell)


def csv_file(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as a file in UTF-8, with the mark by which Excel knows that; each cell is harmless."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows([harmless(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")

"""Text files of any encoding and separator, as rows of cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from app.cohorts.rules.roster.unreadable import NOT_A_LIST, Unreadable, open_quotes

SEPARATORS = (",", ";", "\t", "|")
# What Excel reads as the separator of the lines that follow, and does not show.
SEPARATOR_LINE = re.compile(r"\Asep=(.)\r?\n?", re.IGNORECASE)
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# So much of a file tells what it is.
START = 4096
# Of text in two bytes a letter, more than this share of one half is nought.
MOSTLY = 0.4
ROWS_TO_JUDGE = 60
# An address, and nothing that could be the mark between two cells.
AN_ADDRESS = re.compile(r"\s*[^\s@,;|]+@[^\s@,;|]+\s*")
# No cell of a list has so many lines; a quotation mark that is never closed makes one.
MOST_LINES_IN_A_CELL = 20
LONGEST_CELL = 100_000
UNSEEN = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), 127]))
WITHOUT_UNSEEN = str.maketrans("", "", UNSEEN)
# More of these than letters: this is no text at all.
FEW = 0.05


def read_text(content: bytes) -> list[list[str]]:
    """The rows of a text file, empty ones included, so that they count as a spreadsheet counts.

    Raises: Unreadable.
    """
    text = _decode(content)
    unseen = sum(map(text[:START].count, UNSEEN))
    if unseen > FEW * len(text[:START]):
        raise Unreadable(NOT_A_LIST)
    text = text.translate(WITHOUT_UNSEEN)
    told = SEPARATOR_LINE.match(text)
    if told:
        return _rows(text[told.end() :], told.group(1))
    return _rows(text, _separator(text))


def _decode(content: bytes) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    start = content[:START]
    evens, odds = start[::2].count(0), start[1::2].count(0)
    half = max(len(start) // 2, 1)
    if odds / half > MOSTLY and odds > 2 * evens:
        return content.decode("utf-16-le", errors="replace")
    if evens / half > MOSTLY and evens > 2 * odds:
        return content.decode("utf-16-be", errors="replace")
    # Line by line, since lists that were put together hold lines of both kinds.
    return "\n".join(map(_decode_line, content.split(b"\n")))


def _decode_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    """The mark between the cells: the one that leaves most cells whole, and most rows even."""
    start = "\n".join(text[: START * 16].splitlines()[:ROWS_TO_JUDGE])
    return max(SEPARATORS, key=lambda mark: _fitness(start, mark))


def _fitness(start: str, mark: str) -> tuple[int, int, int, int]:
    """How well a mark cuts: e-mail addresses that fill a cell, even rows, cells, their width.

    A space after a mark tells that it stands inside a cell, as in `Khan, Amina;amina@example.org`.
    """
    try:
        rows = [row for row in _cut(start, mark) if len(row) > 1]
    except csv.Error:
        return 0, 0, 0, 0
    widths = Counter(map(len, rows))
    if not widths:
        return 0, 0, 0, 0
    width, even = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    cells = [cell for row in rows for cell in row]
    addresses = sum(bool(AN_ADDRESS.fullmatch(cell)) for cell in cells)
    return addresses, even, -sum(cell.startswith(" ") for cell in cells), width


def _rows(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in _cut(text, separator):
            if any(cell.count("\n") > MOST_LINES_IN_A_CELL for cell in row):
                raise open_quotes(len(rows) + 1)
            rows.append(row)
    except csv.Error:
        raise open_quotes(len(rows) + 1) from None
    return rows


def _cut(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)

"""Reads a file of people, whatever a spreadsheet made of it: bytes in, rows or a refusal out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.cohorts.rules.roster.guesses import guess_columns
from app.cohorts.rules.roster.headings import EMAIL, POST, find_headings, what_it_holds
from app.cohorts.rules.roster.rows import RosterRow, read_row
from app.cohorts.rules.roster.same import once
from app.cohorts.rules.roster.texts import read_text
from app.cohorts.rules.roster.unreadable import (
    EMPTY,
    HEADINGS_ONLY,
    LOCKED,
    NOT_A_LIST,
    OLD_EXCEL,
    TOO_LARGE,
    Unreadable,
)
from app.cohorts.rules.roster.workbooks import read_workbook

MOST_ROWS = 5_000
MOST_BYTES = 10 * 1024 * 1024
ZIPPED = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The part of a locked workbook that holds the real one, as the file names it.
LOCK = "EncryptedPackage".encode("utf-16-le")
PICTURES_AND_PAPERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b")

NO_COLUMNS = (
    "We cannot tell what the columns of this file are. Write headings into its first row, such "
    "as: Name, E-mail address, Phone. Then send it again."
)

__all__ = ["MOST_BYTES", "MOST_ROWS", "Roster", "RosterRow", "read_roster"]


@dataclass(frozen=True)
class Roster:
    """The rows of a file in their order, or `fault`, a sentence that says why there are none.

    `headings` are those of all columns, as they were written; `unused` those that we do not use.
    """

    rows: Sequence[RosterRow] = ()
    headings: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    fault: str | None = None


def read_roster(content: bytes) -> Roster:
    """The people in a file; its type is told from what is in it, never from its name.

    Every row that is not empty is in the answer: as a person, as a second time of the same
    person, or with its fault. Nothing in a file makes this raise anything.
    """
    try:
        return _read(content)
    except Unreadable as fault:
        return Roster(fault=str(fault))


def _read(content: bytes) -> Roster:
    if not content.strip():
        raise Unreadable(EMPTY)
    if len(content) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    if content.startswith(COMPOUND):
        raise Unreadable(LOCKED if LOCK in content else OLD_EXCEL)
    if content.startswith(PICTURES_AND_PAPERS):
        raise Unreadable(NOT_A_LIST)
    if content.startswith(ZIPPED):
        return _from_sheets(read_workbook(content))
    return _from_table(read_text(content))


def _from_sheets(sheets: Sequence[list[list[str]]]) -> Roster:
    """The first sheet with headings that we know, or else the first with anything in it."""
    filled = [rows for rows in sheets if any(any(row) for row in rows)]
    if not filled:
        raise Unreadable(EMPTY)
    known = (rows for rows in filled if find_headings(rows) is not None)
    return _from_table(next(known, filled[0]))


def _from_table(table: Sequence[list[str]]) -> Roster:
    place = find_headings(table)
    head = table[place] if place is not None else []
    below = list(enumerate(table, start=1))[0 if place is None else place + 1 :]
    filled = [(number, row) for number, row in below if _says_something(row) and row != head]
    if not filled:
        raise Unreadable(EMPTY if place is None else HEADINGS_ONLY)
    if len(filled) > MOST_ROWS:
        raise Unreadable(
            f"There are {len(filled):,} rows in this file. Send at most {MOST_ROWS:,} at a time."
        )
    columns = _columns(head, [row for _, row in filled])
    rows = once([read_row(number, row, columns) for number, row in filled])
    width = max(len(head), *(len(row) for _, row in filled))
    headings = tuple(
        (head[column].strip() if column < len(head) else "") or f"Column {column + 1}"
        for column in range(width)
    )
    unused = tuple(word for at, word in enumerate(headings) if head and at not in columns)
    return Roster(rows, headings, unused)


def _columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Mapping[int, str]:
    if not head:
        guessed = guess_columns(rows)
        if guessed is None:
            raise Unreadable(NO_COLUMNS)
        return guessed
    held = {place: what_it_holds(cell) for place, cell in enumerate(head)}
    columns = {place: what for place, what in held.items() if what is not None}
    if EMAIL not in columns.values():
        # Some lists call it just "Address".
        for place, what in columns.items():
            cells = [row[place] for row in rows if place < len(row) and row[place].strip()]
            if what == POST and cells and sum("@" in cell for cell in cells) * 2 > len(cells):
                columns[place] = EMAIL
    return columns


def _says_something(row: Sequence[str]) -> bool:
    return any(cell.strip(" \t\r\n\u00a0\u200b\ufeff'") for cell in row)

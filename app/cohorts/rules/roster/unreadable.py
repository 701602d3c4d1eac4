"""Why a whole file cannot be read, in a sentence for the person who sent it."""

from __future__ import annotations


class Unreadable(ValueError):  # noqa: N818 - named for what the file is
    """The file is not a list of people that we can read; the message is the sentence."""


EMPTY = "There is nothing in this file. Check that you chose the right one."
TOO_LARGE = "This file is larger than 10 MiB. A list of people is much smaller: send only the list."
NOT_A_LIST = (
    "This is not a spreadsheet that we can read. Save your list as an Excel workbook (.xlsx) or as "
    "CSV, and send that."
)
HEADINGS_ONLY = (
    "There are headings in this file, but nobody below them. Write each person on a row of their "
    "own, save the file, and send it again."
)
OLD_EXCEL = (
    "This file is from an old Excel (.xls), which we cannot read. Open it, choose “Save as”, then "
    "“Excel workbook (.xlsx)”, and send that."
)
LOCKED = (
    "This file is locked with a password, so we cannot read it. Open it, take the password away "
    "(in Excel: File, Info, Protect Workbook, Encrypt with Password, and leave it empty), save it, "
    "and send it again."
)
SPREADS_TOO_FAR = (
    "There is far more in this file than a list of people. Copy the list into a new spreadsheet "
    "and send that."
)
DAMAGED = "This spreadsheet is damaged. Open it, save it again, and send the new file."


def open_quotes(number: int) -> Unreadable:
    """A quotation mark that swallows the rows after it; `number` is its row, from 1."""
    return Unreadable(
        f"In row {number} a quotation mark is opened and never closed, so we cannot tell where "
        "the row ends. Put that right and send the file again."
    )

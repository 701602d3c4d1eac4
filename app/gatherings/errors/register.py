"""What is refused about the file of a register."""

from __future__ import annotations

from app.kit.errors import Refusal


class FileNeeded(Refusal):
    """There is a file to choose."""

    sentence = "Choose the file of the register."


class FileUnreadable(Refusal):
    """Only text with columns can be read."""

    sentence = "We cannot read this file. Save it as CSV in your spreadsheet and choose that file."


class HeadingsMissing(Refusal):
    """The first line names the columns."""

    sentence = (
        "The first line needs a heading “How”, and “Key” or “Name”. "
        "Download the register to see how it looks."
    )


class TooManyRows(Refusal):
    """A register has a row for each person."""

    sentence = "There are more than 2,000 lines in this file. Send it in parts."
